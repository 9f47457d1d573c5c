package io.affekt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * G1, G2, G6: nothing lost, nothing twice, nothing altered, whatever ends, hangs or comes twice. Those with the tag
 * {@code faults} run with {@code ./mvnw verify -Pfaults}; {@code -Daffekt.faults.seed=N} moves the moments.
 */
class FaultsIT {

    private static final Instance FEATURE = new Instance(Service.FEATURE, 0);
    private static final Instance INFERENCE = new Instance(Service.INFERENCE, 0);
    /** Longer than the group waits for a silent member (6 s), and its open transaction lives (10 s). */
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private static Stage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(Layout::standard);
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void shouldBeWholeWhenBothStagesAreKilled() throws Exception {
        stage.run((platform, progress) -> {
            platform.process(INFERENCE).kill();
            platform.process(FEATURE).kill();
            platform.start(FEATURE);
            platform.start(INFERENCE);
            platform.awaitReady(FEATURE);
            platform.awaitReady(INFERENCE);
        });
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldBeWholeWhenAServiceIsKilled(Service service) throws Exception {
        Instance instance = new Instance(service, 0);
        stage.run((platform, progress) -> {
            platform.process(instance).kill();
            platform.start(instance);
            platform.awaitReady(instance);
        });
    }

    @Tag("faults")
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeWholeWhenIngestEndsWhileItPublishes(boolean killed) throws Exception {
        Instance ingest = new Instance(Service.INGEST, 0);
        Path file = stage.longRecording();
        stage.run((platform, progress) -> {
            Uploads uploads = new Uploads(platform.ports(), progress.ledger(), "long-" + killed, List.of(file), false);
            Runnable send = uploads.expect().get(0);
            AtomicReference<CompletableFuture<Void>> sent = new AtomicReference<>();
            LongRecording.awaitFirstChunk(
                    stage.kafka(), uploads.callId(file), () -> sent.set(CompletableFuture.runAsync(send)));
            assertThat(sent.get().isDone()).as("published before the fault").isFalse();
            if (killed) {
                platform.process(ingest).kill();
            } else {
                platform.stop(ingest);
            }
            platform.start(ingest);
            platform.awaitReady(ingest);
            progress.readUntil(() -> sent.get().isDone());
            sent.get().join();
        });
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldBeWholeWhenAServiceIsStopped(Service service) throws Exception {
        Instance instance = new Instance(service, 0);
        stage.run((platform, progress) -> {
            platform.stop(instance);
            platform.start(instance);
            platform.awaitReady(instance);
        });
    }

    @Test
    void shouldBeWholeWhenTheBrokerIsKilled() throws Exception {
        stage.run((platform, progress) -> {
            platform.broker().kill();
            platform.startBroker();
        });
    }

    /** The broker gives transactions up as soon as it is back, while their producers still commit them. */
    @Tag("faults")
    @Test
    void shouldBeWholeWhenTheBrokerIsKilledForLongerThanATransactionMayTake() throws Exception {
        stage.run((platform, progress) -> {
            platform.broker().kill();
            progress.readFor(PAUSE);
            platform.startBroker();
        });
    }

    @Tag("faults")
    @Test
    void shouldBeWholeWhenTheBrokerIsStopped() throws Exception {
        stage.run((platform, progress) -> {
            platform.stopBroker();
            platform.startBroker();
        });
    }

    @Tag("faults")
    @Test
    void shouldBeWholeWhenInstancesScaleOutAndIn() throws Exception {
        List<Instance> more = List.of(new Instance(Service.INFERENCE, 1), new Instance(Service.INFERENCE, 2));
        stage.run((platform, progress) -> {
            for (Instance instance : more) {
                platform.start(instance);
            }
        });
        stage.run((platform, progress) -> {
            for (Instance instance : more) {
                platform.stop(instance);
                platform.forget(instance);
            }
        });
    }

    @Tag("faults")
    @Test
    void shouldBeWholeWhenInstancesAreKilledInTurn() throws Exception {
        List<Instance> all = List.of(
                INFERENCE,
                FEATURE,
                new Instance(Service.INFERENCE, 1),
                new Instance(Service.FEATURE, 1),
                new Instance(Service.INFERENCE, 2));
        for (Instance instance : all.subList(2, all.size())) {
            stage.platform().start(instance);
        }
        for (Instance instance : all) {
            stage.platform().awaitReady(instance);
        }
        stage.run((platform, progress) -> {
            for (Instance instance : all) {
                platform.process(instance).kill();
                progress.readOn(50);
                platform.start(instance);
                platform.awaitReady(instance);
            }
        });
        for (Instance instance : all.subList(2, all.size())) {
            stage.platform().stop(instance);
            stage.platform().forget(instance);
        }
    }

    @Tag("faults")
    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"FEATURE", "INFERENCE"})
    void shouldFenceAnInstanceThatWasPaused(Service service) throws Exception {
        Instance paused = new Instance(service, 0);
        Instance heir = new Instance(service, 1);
        stage.platform().start(heir);
        stage.platform().awaitReady(heir);
        stage.run((platform, progress) -> {
            signal("STOP", platform.process(paused).pid());
            progress.readFor(PAUSE);
            signal("CONT", platform.process(paused).pid());
        });
        stage.run((platform, progress) -> {
            // The one that was paused goes on alone.
            platform.stop(heir);
            platform.forget(heir);
        });
    }

    @Tag("faults")
    @ParameterizedTest
    @CsvSource({"FEATURE, affekt.features.instance-id", "INFERENCE, affekt.inference.instance-id"})
    void shouldBeWholeWhenAnotherProcessTakesTheName(Service service, String setting) throws Exception {
        Instance named = new Instance(service, 0);
        Instance usurper = new Instance(service, 1);
        HealthClient health = new HealthClient(stage.platform().ports().uri(named));
        stage.run((platform, progress) -> {
            platform.start(usurper, setting + "=" + named.label());
            platform.awaitReady(usurper);
            progress.readUntil(() -> !isLive(health));
            progress.readOn(50);
            platform.stop(usurper);
            platform.forget(usurper);
            // It had ended its work and said so; whoever watches over it starts it anew.
            platform.stop(named);
            platform.start(named);
            platform.awaitReady(named);
        });
    }

    @Tag("faults")
    @Test
    void shouldBeWholeWhenTheStateIsWiped() throws Exception {
        stage.run((platform, progress) -> {
            platform.process(FEATURE).kill();
            delete(platform.data(FEATURE));
            platform.start(FEATURE);
            platform.awaitReady(FEATURE);
        });
    }

    @Tag("faults")
    @Test
    void shouldBeWholeBesidePoisonOnEveryTopic() throws Exception {
        stage.run((platform, progress) -> {
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(stage.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
                byte[] key = "poison".getBytes(StandardCharsets.UTF_8);
                // The marker of single-object encoding, and the fingerprint of a schema that nobody knows.
                byte[] unknownSchema = {(byte) 0xC3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
                for (var topic : Topics.ALL) {
                    for (int partition = 0; partition < topic.partitions(); partition++) {
                        producer.send(new ProducerRecord<>(topic.name(), partition, key, unknownSchema));
                        producer.send(new ProducerRecord<>(topic.name(), partition, key, key));
                    }
                }
            }
        });
        assertThat(Letters.origins(stage.kafka()))
                .as("the poison of the topics that are worked off")
                .filteredOn(origin -> origin.startsWith("audio-chunks/") || origin.startsWith("mfcc-vectors/"))
                .hasSizeGreaterThanOrEqualTo(2 * (Topics.AUDIO_CHUNKS.partitions() + Topics.MFCC_VECTORS.partitions()));
    }

    @Tag("faults")
    @Test
    void shouldTakeAnUploadOnceHoweverOftenItComes() throws Exception {
        stage.run((platform, progress) -> {
            List<Path> files = stage.recordings();
            Uploads uploads = new Uploads(platform.ports(), progress.ledger(), "again", files, false);
            List<Runnable> sends = uploads.expect();
            // Broken off first, then whole, then again.
            for (Path file : files) {
                uploads.breakOff(file);
            }
            sends.subList(0, 4).forEach(Runnable::run);
            sends.subList(0, 4).forEach(Runnable::run);
            // Twice at once.
            for (Runnable send : sends.subList(4, sends.size())) {
                CompletableFuture.allOf(CompletableFuture.runAsync(send), CompletableFuture.runAsync(send))
                        .join();
            }
        });
    }

    private static boolean isLive(HealthClient health) {
        try {
            return health.isLive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill ended with code " + code);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
