package io.affekt.dashboard.summary;

import static io.affekt.dashboard.summary.SummaryTopologyTest.call;
import static io.affekt.dashboard.summary.SummaryTopologyTest.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.dashboard.alerts.AlertRule;
import io.affekt.dashboard.alerts.CallPosition;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Alert;
import io.affekt.schemas.CallStatus;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertTopologyTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String CALL = "call-1";
    private static final int WINDOWS = 19;
    private static final int SECONDS = 30;

    @TempDir
    Path stateDir;

    private TopologyTestDriver driver;

    private void start(AlertRule... rules) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        driver = new TopologyTestDriver(
                SummaryTopology.build(new SummarySettings(EVERY, Duration.ofHours(2), List.of(rules)), () -> {}),
                properties,
                NOON);
    }

    @AfterEach
    void stop() {
        if (driver != null) {
            driver.close();
        }
    }

    private static AlertRule share(String name, double share, String from, String to, boolean negated) {
        return new AlertRule(
                name,
                Set.of(Emotion.angry),
                Optional.of(ChannelRole.customer),
                OptionalDouble.of(share),
                Optional.empty(),
                CallPosition.parse(from),
                CallPosition.parse(to),
                negated);
    }

    private static AlertRule stretch(String name, int seconds) {
        return new AlertRule(
                name,
                Set.of(Emotion.angry, Emotion.sad),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(Duration.ofSeconds(seconds)),
                CallPosition.START,
                CallPosition.END,
                false);
    }

    private void completed() {
        send(
                Topics.CALLS.name(),
                Topics.CALLS.serde().serialize("", call(CALL, SECONDS, CallStatus.complete, ChannelRole.customer)));
    }

    /** A window of the customer. */
    private void window(int index, Emotion emotion) {
        send(
                Topics.PREDICTIONS.name(),
                Topics.PREDICTIONS.serde().serialize("", prediction(CALL, 0, index, emotion, null)));
    }

    private void send(String topic, byte[] value) {
        ByteArraySerializer write = new ByteArraySerializer();
        driver.createInputTopic(topic, write, write).pipeInput(CALL.getBytes(StandardCharsets.UTF_8), value);
    }

    private List<Alert> alerts() {
        driver.advanceWallClockTime(EVERY);
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        return driver.createOutputTopic(Topics.ALERTS.name(), read, read).readValuesToList().stream()
                .map(value -> Topics.ALERTS.serde().deserialize("", value))
                .toList();
    }

    /** A whole call of which the model is not sure. */
    private void doubtfulCall(Emotion emotion) {
        for (int window = 0; window < WINDOWS; window++) {
            send(
                    Topics.PREDICTIONS.name(),
                    Topics.PREDICTIONS
                            .serde()
                            .serialize("", prediction(CALL, 0, window, emotion, AbstainReason.low_confidence)));
        }
    }

    /** Angry in the last ten of thirty seconds. */
    private void wholeCall() {
        for (int window = 0; window < WINDOWS; window++) {
            window(window, window < 13 ? Emotion.calm : Emotion.angry);
        }
    }

    @Test
    void shouldAlertOnceWithItsEvidence() {
        start(share("angry-at-the-end", 0.5, "-10s", "100%", false));
        completed();
        wholeCall();

        List<Alert> first = alerts();

        assertThat(first).hasSize(1);
        Alert alert = first.get(0);
        assertThat(alert.getAlertId()).isEqualTo("call-1/angry-at-the-end");
        assertThat(alert.getCondition())
                .isEqualTo("customer is angry for at least 50 % of the speech, from -10s to 100% of the call");
        assertThat(alert.getStartMs()).isEqualTo(20_000);
        assertThat(alert.getEndMs()).isEqualTo(30_000);
        // Windows 13 to 18: the middle of window 13 is at 21 s.
        assertThat(alert.getEvidence())
                .containsExactly(
                        "call-1/0/13", "call-1/0/14", "call-1/0/15", "call-1/0/16", "call-1/0/17", "call-1/0/18");
        assertThat(alert.getMeasured()).isEqualTo(1.0);
        // Replayed, nothing is raised again.
        wholeCall();
        completed();
        assertThat(alerts()).isEmpty();
    }

    @Test
    void shouldAlertOnAStretchWhileTheCallGoesOn() {
        start(stretch("long-negative", 6));
        window(0, Emotion.angry);
        window(1, Emotion.sad);
        assertThat(alerts()).isEmpty();

        window(2, Emotion.angry);

        // From 0 to 6 s.
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getMeasured()).isEqualTo(6000.0);
            assertThat(alert.getEvidence()).hasSize(3);
        });
    }

    @Test
    void shouldNotCountAStretchThatSomethingCertainBreaks() {
        start(stretch("long-negative", 6));
        window(0, Emotion.angry);
        window(1, Emotion.happy);
        window(2, Emotion.angry);
        window(3, Emotion.angry);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void shouldWaitForTheEndOfTheSpanWhereAShareMayStillFall() {
        start(share("angry-start", 0.5, "0s", "10s", false), share("angry-all", 0.1, "0%", "100%", false));
        for (int window = 0; window < 5; window++) {
            window(window, Emotion.angry);
        }
        assertThat(alerts()).as("8 s are not the first 10").isEmpty();

        for (int window = 5; window < 8; window++) {
            window(window, Emotion.calm);
        }

        assertThat(alerts()).extracting(Alert::getRule).containsExactly("angry-start");
        for (int window = 8; window < WINDOWS; window++) {
            window(window, Emotion.calm);
        }
        assertThat(alerts()).as("nobody says that it is over").isEmpty();
        completed();
        assertThat(alerts()).extracting(Alert::getRule).containsExactly("angry-all");
    }

    @Test
    void shouldAlertOnWhatDidNotHappen() {
        start(share("never-angry", 0.9, "50%", "100%", true), share("not-angry-at-first", 0.1, "0%", "50%", true));
        completed();
        wholeCall();

        // Angry for a good half of the second half, and not at all in the first.
        assertThat(alerts()).extracting(Alert::getRule).containsExactlyInAnyOrder("never-angry", "not-angry-at-first");
    }

    @Test
    void shouldNotCountAStretchThatIsBehindTheSpan() {
        AlertRule whole = stretch("early", 4);
        start(new AlertRule(
                whole.name(),
                whole.emotions(),
                whole.role(),
                whole.share(),
                whole.duration(),
                CallPosition.START,
                CallPosition.parse("50%"),
                false));
        for (int window = 0; window < WINDOWS - 1; window++) {
            window(window, window < 13 ? Emotion.calm : Emotion.angry);
            assertThat(alerts()).as("window %d", window).isEmpty();
        }

        completed();
        window(WINDOWS - 1, Emotion.angry);

        assertThat(alerts()).as("angry from 20 s on, the span ends at 15 s").isEmpty();
    }

    @Test
    void shouldNotSayThatSomethingWasAbsentWhereNobodyWasHeard() {
        start(share("not-angry", 0.1, "0%", "100%", true));
        completed();
        doubtfulCall(Emotion.calm);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void shouldBoundTheEvidence() {
        start(stretch("long-negative", 160));
        for (int window = 0; window < 110; window++) {
            window(window, Emotion.angry);
        }

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getMeasured()).isGreaterThan(160_000);
            assertThat(alert.getEvidence()).hasSize(100).startsWith("call-1/0/0", "call-1/0/1");
        });
    }

    @Test
    void shouldLeaveOutWhatIsNotCertain() {
        start(share("angry", 0.5, "0%", "100%", false));
        completed();
        doubtfulCall(Emotion.angry);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithARule() {
        assertThatThrownBy(() -> CallPosition.parse("half"))
                .hasMessage("'half' is not a place in a call; 30s, -30s (before its end) and 50% are examples");
        assertThatThrownBy(() -> CallPosition.parse("120%")).hasMessageContaining("is not a place");
        assertThatThrownBy(() -> share("much", 1.5, "0%", "100%", false))
                .hasMessage("Alert rule much cannot be right: its share must be over 0 and at most 1, not 1.5");
        assertThatThrownBy(() -> new AlertRule(
                        "both",
                        Set.of(Emotion.sad),
                        Optional.empty(),
                        OptionalDouble.of(0.5),
                        Optional.of(Duration.ofSeconds(1)),
                        CallPosition.START,
                        CallPosition.END,
                        false))
                .hasMessageContaining("it needs either a share or a duration");
    }
}
