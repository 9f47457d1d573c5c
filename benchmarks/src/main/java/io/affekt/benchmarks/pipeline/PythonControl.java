package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.load.PlainChunkSender;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.cli.platform.Platform;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A pipeline of {@code benchmarks/control} on the same broker. Its processes run from {@link #start} to {@link #close}. */
final class PythonControl implements Contender, AutoCloseable {

    /** Which of them. */
    enum Form {
        TRANSACTIONS("Python, transactions of 100 ms", List.of("features.py", "inference.py"), "--transactions"),
        WITHOUT_SILENCE(
                "Python, transactions of 100 ms, silence left out",
                List.of("features.py", "inference.py"),
                "--transactions",
                "--gate"),
        AT_LEAST_ONCE("Python, at least once", List.of("features.py", "inference.py")),
        NAIVE("Python, naive", List.of("naive.py"));

        private final String title;
        private final List<String> scripts;
        private final List<String> options;

        Form(String title, List<String> scripts, String... options) {
            this.title = title;
            this.scripts = scripts;
            this.options = List.of(options);
        }
    }

    private static final String PYTHON = "/usr/bin/python3";
    private static final String CHUNKS = "control-chunks";
    private static final String MFCC = "control-mfcc";
    private static final String PREDICTIONS = "control-predictions";
    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PATIENCE_NANOS = Duration.ofMinutes(30).toNanos();

    private final BenchPlatform platform;
    private final Form form;
    private final Map<String, Process> processes = new LinkedHashMap<>();

    private PythonControl(BenchPlatform platform, Form form) {
        this.platform = platform;
        this.form = form;
    }

    /** Makes the topics that the controls use. */
    static void createTopics(BenchPlatform platform) throws InterruptedException {
        try (Admin admin = Admin.create(platform.kafka())) {
            admin.createTopics(List.of(CHUNKS, MFCC, PREDICTIONS).stream()
                            .map(name -> new NewTopic(name, Topics.PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The control's topics could not be made", e);
        }
    }

    static PythonControl start(BenchPlatform platform, Form form) throws IOException {
        PythonControl control = new PythonControl(platform, form);
        Path folder = Platform.home().resolve("benchmarks/control");
        for (String script : form.scripts) {
            List<String> command = new ArrayList<>(List.of(
                    PYTHON,
                    folder.resolve(script).toString(),
                    platform.platform().ports().bootstrapServers()));
            command.addAll(form.options);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(platform.platform()
                            .logs()
                            .resolve("control-" + script + ".log")
                            .toFile()));
            builder.environment().put("OMP_NUM_THREADS", "1");
            builder.environment().put("OPENBLAS_NUM_THREADS", "1");
            control.processes.put(script.replace(".py", ""), builder.start());
        }
        return control;
    }

    @Override
    public String name() {
        return form.title;
    }

    @Override
    public Pass run(List<PlannedCall> calls) throws InterruptedException {
        try (KafkaConsumer<byte[], byte[]> reader = reader();
                PlainChunkSender sender = new PlainChunkSender(platform.kafka(), CHUNKS)) {
            Map<String, Long> pids = new LinkedHashMap<>();
            processes.forEach((name, process) -> pids.put(name, process.pid()));
            pids.put("broker", platform.platform().broker().pid());
            CpuMeter meter = new CpuMeter(pids);
            long started = System.nanoTime();
            int expected = sender.sendAtOnce(calls);
            int received = 0;
            while (received < expected) {
                received += reader.poll(POLL).count();
                if (processes.values().stream().anyMatch(process -> !process.isAlive())
                        || System.nanoTime() - started > PATIENCE_NANOS) {
                    throw new IllegalStateException("The control gave " + received + " of " + expected
                            + " predictions; see control-*.log in "
                            + platform.platform().logs());
                }
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            Map<String, Double> cpu = meter.seconds();
            platform.forget(List.of(CHUNKS, MFCC));
            return new Pass(PlannedCall.channelHours(calls), seconds, cpu, received + " windows");
        }
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        Map<String, Object> settings = new LinkedHashMap<>(platform.kafka());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(p -> new TopicPartition(PREDICTIONS, p))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
        return reader;
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
    }
}
