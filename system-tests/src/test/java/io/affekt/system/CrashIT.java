package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Prediction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** G1: nothing lost, nothing twice, through SIGKILL in the middle of a corpus. */
class CrashIT {

    private static final int KILLS = 4;

    @Test
    void shouldPredictEachWindowExactlyOnceThroughKills() throws Exception {
        // given: the predictions that the corpus must give, computed from its recordings
        Platform platform = RunningPlatform.get();
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < KILLS; round++) {
            for (Path file : RunningPlatform.recordings()) {
                expected.addAll(RunningPlatform.expectedPredictions(callId(file, round), file));
            }
        }

        // when: it is sent again and again under new ids, and each time both stages are killed in the middle of it
        int inTheMiddle = 0;
        for (int round = 0; round < KILLS; round++) {
            int before = mine().size();
            int sent = round;
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(platform, sent));
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> mine().size() > before || sending.isCompletedExceptionally());
            inTheMiddle += sending.isDone() ? 0 : 1;
            platform.process(Service.INFERENCE).kill();
            platform.process(Service.FEATURE).kill();
            platform.start(Service.FEATURE);
            platform.start(Service.INFERENCE);
            platform.awaitReady(Service.FEATURE);
            platform.awaitReady(Service.INFERENCE);
            sending.join();
        }
        assertThat(inTheMiddle).as("kills while recordings were on their way").isGreaterThanOrEqualTo(KILLS / 2);

        // then: every window is there, once
        Set<String> missing = new HashSet<>();
        await().atMost(Duration.ofSeconds(120)).until(() -> {
            missing.clear();
            missing.addAll(expected);
            mine().forEach(missing::remove);
            return missing.isEmpty();
        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> RunningPlatform.workedOff("feature-service", "audio-chunks")
                        && RunningPlatform.workedOff("inference-service", "mfcc-vectors"));
        assertThat(mine()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String callId(Path file, int round) {
        return "crash-" + round + "-" + file.getFileName();
    }

    private static void send(Platform platform, int round) {
        CallSender sender = new CallSender(platform.ports());
        try {
            for (Path file : RunningPlatform.recordings()) {
                sender.send(file, CallSender.parameters("call_id", callId(file, round), "channels", "customer"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The ids of this test's predictions, with every repetition. */
    private static List<String> mine() throws Exception {
        return RunningPlatform.predictions().stream()
                .map(Prediction::getPredictionId)
                .filter(id -> id.startsWith("crash-"))
                .toList();
    }
}
