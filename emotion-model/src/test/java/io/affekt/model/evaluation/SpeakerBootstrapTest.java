package io.affekt.model.evaluation;

import static io.affekt.model.Emotion.ANGRY;
import static io.affekt.model.Emotion.SAD;
import static io.affekt.model.evaluation.Clips.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerBootstrapTest {

    private static final Judged RIGHT_OF_A = clip("a", SAD, SAD, 0.9);
    private static final Judged WRONG_OF_B = clip("b", SAD, ANGRY, 0.9);

    @Test
    void shouldInterpolateBetweenValues() {
        double[] values = {4, 0, 1, 3, 2};

        assertThat(Interval.ofMiddle(values, 0.5)).isEqualTo(new Interval(1, 3));
        assertThat(Interval.ofMiddle(values, 0.75)).isEqualTo(new Interval(0.5, 3.5));
        assertThat(values).as("left as they were").startsWith(4, 0);
    }

    @Test
    void shouldReachFromOneSpeakerToTheOther() {
        // given: a draw has both (a half), only the one that is understood (a quarter) or only the other (a quarter)
        SpeakerBootstrap bootstrap = SpeakerBootstrap.of(List.of(List.of(RIGHT_OF_A, WRONG_OF_B)));

        assertThat(bootstrap.interval(ConfusionMatrix::accuracy)).isEqualTo(new Interval(0, 1));
    }

    @Test
    void shouldDrawTheSameSpeakersForEachSeed() {
        // given: what one seed has right the other has wrong, so that every draw of the same speakers has the mean of a
        // half
        List<Judged> one = List.of(RIGHT_OF_A, WRONG_OF_B);
        List<Judged> other = List.of(clip("a", SAD, ANGRY, 0.9), clip("b", SAD, SAD, 0.9));

        Interval interval = SpeakerBootstrap.of(List.of(one, other)).interval(ConfusionMatrix::accuracy);

        assertThat(interval).isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void shouldResampleSpeakersAndNotClips() {
        // given: 24 speakers, half of them wholly understood: the deviation of a share of 24 is 0.102, of 480 it were
        // 0.023
        List<Judged> run = new ArrayList<>();
        for (int clip = 0; clip < 20; clip++) {
            for (int speaker = 0; speaker < 24; speaker++) {
                run.add(clip("speaker-" + speaker, SAD, speaker % 2 == 0 ? SAD : ANGRY, 0.9));
            }
        }

        Interval interval = SpeakerBootstrap.of(List.of(run)).interval(ConfusionMatrix::accuracy);

        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.102, within(0.03));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.102, within(0.03));
        assertThat(SpeakerBootstrap.of(List.of(run)).interval(ConfusionMatrix::accuracy))
                .as("the same again")
                .isEqualTo(interval);
    }

    @Test
    void shouldLeaveOutASeedWithoutTheDrawnSpeakers() {
        SpeakerBootstrap bootstrap = SpeakerBootstrap.of(List.of(List.of(RIGHT_OF_A), List.of(clip("b", SAD, SAD, 1))));

        assertThat(bootstrap.interval(ConfusionMatrix::accuracy)).isEqualTo(new Interval(1, 1));
    }

    @Test
    void shouldKnowNoIntervalOfOneSpeaker() {
        assertThat(SpeakerBootstrap.of(List.of(List.of(RIGHT_OF_A))).interval(ConfusionMatrix::uar))
                .isNull();
    }
}
