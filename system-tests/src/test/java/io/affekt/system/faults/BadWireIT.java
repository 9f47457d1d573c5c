package io.affekt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** G1 where the network between the services and the broker is at fault. */
@Tag("faults")
class BadWireIT {

    private static final int WIRE = 7;
    private static final int BEHIND_WIRE = 8;
    private static final Duration AWAY = Duration.ofSeconds(20);
    /** Ingest gives an upload up after 60 s, and what it has begun to send must not become a hole. */
    private static final Duration LONG_AWAY = Duration.ofSeconds(75);

    private static final int CUTS = 5;

    private static TcpProxy wire;
    private static Stage stage;

    /** The services reach the broker by the wire alone: it is what the broker says its address is. */
    private static Layout behindWire(Ports ports) {
        String host = "127.0.0.1:";
        int base = ports.base();
        return new Layout(
                host + (base + WIRE),
                List.of(
                        "listeners=PLAINTEXT://" + host + base + ",WIRE://" + host + (base + BEHIND_WIRE)
                                + ",CONTROLLER://" + host + (base + 9),
                        "advertised.listeners=PLAINTEXT://" + host + base + ",WIRE://" + host + (base + WIRE),
                        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,WIRE:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                List.of());
    }

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(ports -> {
            try {
                wire = new TcpProxy(ports.base() + WIRE, ports.base() + BEHIND_WIRE);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return behindWire(ports);
        });
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
        wire.close();
    }

    @Test
    void shouldBeWholeWhenTheBrokerIsAwayForAWhile() throws Exception {
        stage.run((platform, progress) -> {
            wire.cut();
            progress.readFor(AWAY);
            wire.mend();
        });
    }

    @Test
    void shouldBeWholeWhenTheBrokerIsAwayLongerThanAnUploadWaits() throws Exception {
        Path file = stage.longRecording();
        stage.run((platform, progress) -> {
            Uploads uploads = new Uploads(platform.ports(), progress.ledger(), "long", List.of(file), false);
            Runnable send = uploads.expect().get(0);
            AtomicReference<CompletableFuture<Void>> sent = new AtomicReference<>();
            LongRecording.awaitFirstChunk(
                    stage.kafka(), uploads.callId(file), () -> sent.set(CompletableFuture.runAsync(send)));
            assertThat(sent.get().isDone()).as("published before the fault").isFalse();
            wire.cut();
            progress.readFor(LONG_AWAY);
            wire.mend();
            progress.readUntil(() -> sent.get().isDone());
            sent.get().join();
        });
    }

    @Test
    void shouldBeWholeWhenConnectionsBreakAgainAndAgain() throws Exception {
        stage.run((platform, progress) -> {
            for (int cut = 0; cut < CUTS; cut++) {
                wire.cut();
                wire.mend();
                progress.readOn(40);
            }
        });
    }

    @Test
    void shouldBeWholeWhenTheWireIsSlow() throws Exception {
        wire.delay(40);
        stage.run((platform, progress) -> progress.readFor(Duration.ofSeconds(5)));
        wire.delay(0);
    }
}
