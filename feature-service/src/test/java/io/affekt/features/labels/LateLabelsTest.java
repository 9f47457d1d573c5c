package io.affekt.features.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Call;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.Channel;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Label;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateLabelsTest {

    private static final String CALL = "call-1";
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private final Map<Integer, MfccVector> kept = new HashMap<>();
    private final LabelBook book = new LabelBook();
    // 8 kHz, 7.5 s: windows from 0, 1.5, 3 and 4.5 s.
    private final LateLabels lateLabels = of(call(60_000));

    private LateLabels of(Call known) {
        return new LateLabels(
                callId -> callId.equals(CALL) ? Optional.of(known) : Optional.empty(),
                (call, channel, windows) -> {
                    Map<Integer, MfccVector> found = new HashMap<>(kept);
                    found.keySet().retainAll(windows);
                    return found;
                },
                List.of("telephone"),
                book);
    }

    static Call call(long samples) {
        return Call.newBuilder()
                .setCallId(CALL)
                .setSource("upload")
                .setReceivedAt(NOON)
                .setCompletedAt(NOON.plusSeconds(1))
                .setChannels(List.of(new Channel(0, ChannelRole.customer, true)))
                .setSampleRateHz(8000)
                .setSamples(samples)
                .setStatus(CallStatus.complete)
                .setTruncated(false)
                .setContentSha256("")
                .build();
    }

    static MfccVector vector(int window, long startMs, long endMs, boolean speech) {
        return MfccVector.newBuilder()
                .setCallId(CALL)
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setWindowIndex(window)
                .setStartMs(startMs)
                .setEndMs(endMs)
                .setRecordedAt(NOON)
                .setAbstainReason(speech ? null : AbstainReason.no_speech)
                .setFeatures(speech ? List.of(new FeatureMatrix("spec", 1, 1, ByteBuffer.allocate(4))) : List.of())
                .build();
    }

    static Label label(LabelKey key, Emotion emotion, Instant at) {
        return new Label(key.callId(), key.channel(), key.startMs(), key.endMs(), emotion, key.annotator(), at);
    }

    @BeforeEach
    void keepFourWindows() {
        for (int window = 0; window < 4; window++) {
            kept.put(window, vector(window, 1500L * window, 1500L * window + 3000, window != 3));
        }
    }

    private LateLabels.Outcome give(LabelKey key, Emotion emotion, Instant at) {
        book.put(key, label(key, emotion, at));
        return lateLabels.apply(key);
    }

    private static @Nullable LabeledFeatures features(LateLabels.Outcome outcome, int window) {
        return Topics.LABELED_FEATURES
                .serde()
                .deserialize("", outcome.features().get(Keys.labeledWindow(CALL, 0, window, "none")));
    }

    @Test
    void shouldLabelTheWindowsThatAreCoveredByTwoThirds() {
        // 1 s to 5.5 s: of window 0 two thirds, of 1 all, of 2 five sixths, of 3 one third.
        LateLabels.Outcome outcome = give(new LabelKey(CALL, 0, 1000, 5500, "ann"), Emotion.sad, NOON);

        assertThat(outcome.missing()).isNull();
        assertThat(outcome.features())
                .containsOnlyKeys(
                        "call-1/0/0/none",
                        "call-1/0/0/telephone",
                        "call-1/0/1/none",
                        "call-1/0/1/telephone",
                        "call-1/0/2/none",
                        "call-1/0/2/telephone");
        LabeledFeatures features = features(outcome, 1);
        assertThat(features).isNotNull();
        assertThat(features.getEmotion()).isEqualTo(Emotion.sad);
        assertThat(features.getAnnotator()).isEqualTo("ann");
        assertThat(features.getVector()).isEqualTo(kept.get(1));
        assertThat(outcome.features().get("call-1/0/1/telephone"))
                .as("copies of an older label no longer hold")
                .isNull();
    }

    @Test
    void shouldKeepTheSpeakerOfACorpus() {
        LabelKey key = new LabelKey(CALL, 0, 0, 3000, "ann");
        book.put(key, label(key, Emotion.sad, NOON));
        Call corpus = Call.newBuilder(call(60_000)).setSpeaker("actor-06").build();

        assertThat(features(of(corpus).apply(key), 0))
                .as("or the sound of somebody who is held out could be trained on")
                .extracting(LabeledFeatures::getSpeaker)
                .isEqualTo("actor-06");
        assertThat(features(lateLabels.apply(key), 0))
                .extracting(LabeledFeatures::getSpeaker)
                .isNull();
    }

    @Test
    void shouldLetTheNewestLabelCountInWhateverOrderTheyCome() {
        LabelKey mine = new LabelKey(CALL, 0, 0, 3000, "ann");
        LabelKey yours = new LabelKey(CALL, 0, 0, 4500, "bob");

        give(yours, Emotion.happy, NOON.plusSeconds(10));
        LateLabels.Outcome older = give(mine, Emotion.sad, NOON);

        assertThat(features(older, 0)).extracting(LabeledFeatures::getEmotion).isEqualTo(Emotion.happy);
    }

    @Test
    void shouldFallBackToTheLabelBeforeOrToNoneWhenOneIsWithdrawn() {
        LabelKey mine = new LabelKey(CALL, 0, 0, 3000, "ann");
        LabelKey yours = new LabelKey(CALL, 0, 0, 4500, "bob");
        give(mine, Emotion.sad, NOON);
        give(yours, Emotion.happy, NOON.plusSeconds(10));

        book.put(yours, null);
        LateLabels.Outcome outcome = lateLabels.apply(yours);

        assertThat(features(outcome, 0)).extracting(LabeledFeatures::getEmotion).isEqualTo(Emotion.sad);
        assertThat(outcome.features()).containsKey("call-1/0/1/none");
        assertThat(features(outcome, 1)).as("nobody speaks of it any more").isNull();
    }

    @Test
    void shouldChangeNothingWhereALabelIsWithdrawnThatNobodyGave() {
        LabelKey never = new LabelKey(CALL, 0, 0, 3000, "ann");

        assertThat(book.put(never, null)).isFalse();
        assertThat(book.put(never, label(never, Emotion.sad, NOON))).isTrue();
        assertThat(book.put(never, null)).isTrue();
    }

    @Test
    void shouldSayWhichWindowsRetentionHasTaken() {
        kept.remove(0);

        LateLabels.Outcome outcome = give(new LabelKey(CALL, 0, 0, 4500, "ann"), Emotion.sad, NOON);

        assertThat(outcome.missing()).isEqualTo("retention has taken the features of windows [0]");
        assertThat(features(outcome, 1)).isNotNull();
        assertThat(outcome.features()).doesNotContainKey("call-1/0/0/none");
    }

    @Test
    void shouldPassOverWindowsWithoutSpeechAndSayThatACallIsUnknown() {
        assertThat(give(new LabelKey(CALL, 0, 4500, 7500, "ann"), Emotion.sad, NOON))
                .isEqualTo(new LateLabels.Outcome(Map.of(), null));
        assertThat(give(new LabelKey("call-2", 0, 0, 3000, "ann"), Emotion.sad, NOON)
                        .missing())
                .isEqualTo("there is no call call-2");
    }

    @Test
    void shouldReadWhatAKeySays() {
        assertThat(LabelKey.parse("a.b/1/1500-4500/ann@example.org"))
                .isEqualTo(new LabelKey("a.b", 1, 1500, 4500, "ann@example.org"));
        for (String bad : List.of("a", "a/0/1-2", "a/0/3-2/x", "a/0/2-2/x", "a b/0/1-2/x", "a/-1/1-2/x")) {
            assertThatIllegalArgumentException().isThrownBy(() -> LabelKey.parse(bad));
        }
    }
}
