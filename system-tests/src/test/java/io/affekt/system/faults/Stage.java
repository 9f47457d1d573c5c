package io.affekt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.benchmarks.ledger.Ledger;
import io.affekt.benchmarks.ledger.LedgerReader;
import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.ChunkSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.load.Tracks;
import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.schemas.Topics;
import io.affekt.system.FreePorts;
import io.affekt.system.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A platform of real processes, a load of written chunks and uploaded recordings, and the ledger. The first load runs
 * undisturbed: what it gives is what every later one must give.
 */
final class Stage implements AutoCloseable {

    /** What happens in the middle of a load. */
    interface Fault {
        void happen(Platform platform, Progress progress) throws Exception;
    }

    /** How far the load has come. */
    interface Progress {

        /** Reads until a condition holds, or fails. */
        void readUntil(BooleanSupplier condition);

        /** Reads until so many more windows have been predicted, or all. */
        void readOn(int windows);

        /** Reads until so much time has passed. */
        void readFor(Duration time);

        /** Where more can be entered that will be sent. */
        Ledger ledger();
    }

    private static final int TRACKS = 5;
    private static final int TRACK_SECONDS = 60;
    private static final double CHANNEL_HOURS = 0.6;
    private static final int UPLOADS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** What comes twice comes late: as long as a killed instance's transaction may stay open, and a little. */
    private static final Duration QUIET = Duration.ofSeconds(8);

    private final long seed = Long.getLong("affekt.faults.seed", 1);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Platform platform;
    private final Reference reference = new Reference();
    private final List<Track> tracks;
    private final List<Path> recordings;
    private final ExecutorService senders = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sender");
        thread.setDaemon(true);
        return thread;
    });
    /** The model versions that the last load's predictions name. */
    private final Set<Integer> versions = new HashSet<>();

    private int loads;
    private int labeledFeatures;

    /** @param layout of the platform whose ports are given */
    Stage(Function<Ports, Layout> layout) throws IOException, InterruptedException {
        Path speech = Platform.home().resolve("demo/corpus");
        tracks = Tracks.generate(speech, TRACKS, TRACK_SECONDS, seed);
        recordings = RunningPlatform.recordings().stream()
                .filter(file -> file.startsWith(speech))
                .limit(UPLOADS)
                .toList();
        Ports ports = new Ports(FreePorts.base());
        Path data = Files.createDirectories(Path.of("target", "faults"));
        platform = Platform.start(Files.createTempDirectory(data, "data"), ports, layout.apply(ports));
        run((running, progress) -> {});
    }

    Platform platform() {
        return platform;
    }

    /** The model versions that the last load's predictions name. */
    Set<Integer> versions() {
        return versions;
    }

    /** An hour of sound. */
    Path longRecording() throws IOException {
        Path file = Path.of("target", "faults", "long.wav");
        return LongRecording.write(file, tracks.get(0));
    }

    /** Some of the recordings that every load has. */
    List<Path> recordings() {
        return recordings;
    }

    /** Settings of the clients outside. */
    Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", platform.ports().bootstrapServers());
    }

    /** Sends a load, lets something happen in its middle, and holds what comes against the ledger. */
    void run(Fault fault) throws IOException, InterruptedException {
        String prefix = "load" + loads++;
        versions.clear();
        Ledger ledger = new Ledger(reference);
        List<PlannedCall> calls = new ArrayList<>(PlannedCall.allOf(tracks, prefix + "-all"));
        calls.addAll(PlannedCall.backlog(tracks, CHANNEL_HOURS, prefix, random.nextLong()));
        List<Runnable> uploads = new Uploads(platform.ports(), ledger, prefix, recordings, true).expect();
        try (LedgerReader reader = new LedgerReader(
                        kafka(),
                        List.of(Topics.PREDICTIONS, Topics.MFCC_VECTORS, Topics.LABELED_FEATURES),
                        ledger,
                        (prediction, at) -> versions.add(prediction.getModelVersion()));
                ChunkSender chunks = new ChunkSender(kafka(), ledger)) {
            chunks.prepare(calls);
            Future<?> written = senders.submit(() -> chunks.send(calls));
            Future<?> uploaded = senders.submit(() -> uploads.forEach(Runnable::run));
            Reading reading = new Reading(reader, ledger);
            if (loads > 1) {
                reading.readOn((int) (ledger.expected() * random.nextDouble(0.1, 0.5)));
                assertThat(ledger.complete())
                        .as("the load has ended before the fault")
                        .isFalse();
            }
            fault.happen(platform, reading);
            reading.readUntil(() -> ledger.complete() && written.isDone() && uploaded.isDone());
            reader.readUntilQuiet(QUIET);
            requireSent(written);
            requireSent(uploaded);
        } catch (Exception e) {
            if (e instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
        assertThat(ledger.verdict().clean())
                .as("seed %d, load %d: %s", seed, loads - 1, ledger.verdict())
                .isTrue();
        labeledFeatures = labeledFeatures == 0 ? ledger.labeledFeatures() : labeledFeatures;
        assertThat(ledger.labeledFeatures())
                .as("labelled features")
                .isPositive()
                .isEqualTo(labeledFeatures);
        assertThat(platform.dead()).as("process that has died").isNull();
        for (Instance instance : platform.instances()) {
            assertThat(new HealthClient(platform.ports().uri(instance)).isLive())
                    .as("%s lives, and all its threads", instance.label())
                    .isTrue();
        }
        assertThat(Letters.origins(kafka())).as("put aside once").doesNotHaveDuplicates();
    }

    private static void requireSent(Future<?> sending) throws InterruptedException, ExecutionException {
        sending.get();
    }

    /** Reads on the test's thread. */
    private record Reading(LedgerReader reader, Ledger ledger) implements Progress {

        @Override
        public void readUntil(BooleanSupplier condition) {
            assertThat(reader.readUntil(condition, PATIENCE))
                    .as("in time: %s", ledger.verdict())
                    .isTrue();
        }

        @Override
        public void readOn(int windows) {
            int wanted = ledger.predicted() + windows;
            readUntil(() -> ledger.predicted() >= wanted || ledger.complete());
        }

        @Override
        public void readFor(Duration time) {
            reader.readUntil(() -> false, time);
        }
    }

    @Override
    public void close() {
        senders.shutdownNow();
        platform.close();
    }
}
