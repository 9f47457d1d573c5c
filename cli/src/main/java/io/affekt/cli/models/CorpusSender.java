package io.affekt.cli.models;

import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.cli.platform.Ports;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Sends a labelled corpus through ingest, and waits until feature-service has worked it off. */
public final class CorpusSender {

    private static final int UPLOADS_AT_ONCE = 4;
    private static final String FEATURE_GROUP = "feature-service";
    private static final long CHECK_EVERY_MS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Ports ports;
    private final CallSender sender;

    public CorpusSender(Ports ports) {
        this.ports = ports;
        sender = new CallSender(ports);
    }

    /**
     * Sends every recording under a call id of its corpus and name, so that sending it again adds nothing: of a
     * corpus whose labels have changed since, a folder with another name is another corpus.
     *
     * @return how many were refused; each with a line on the terminal
     */
    public int send(String corpus, List<LabeledRecording> recordings) throws InterruptedException {
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOADS_AT_ONCE);
        try {
            List<Future<CallSender.SentCall>> pending = new ArrayList<>();
            for (LabeledRecording recording : recordings) {
                pending.add(uploads.submit(() -> sender.send(
                        recording.file(),
                        CallSender.parameters(
                                "call_id",
                                callId(corpus, recording),
                                "channels",
                                "customer",
                                "emotion",
                                recording.emotion().label(),
                                "speaker",
                                recording.speaker()))));
            }
            int refused = 0;
            Map<String, Integer> warnings = new TreeMap<>();
            for (int i = 0; i < pending.size(); i++) {
                try {
                    String warning = pending.get(i).get().warning();
                    if (warning != null) {
                        warnings.merge(warning, 1, Integer::sum);
                    }
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof CommandException)) {
                        throw new IllegalStateException(e.getCause());
                    }
                    Terminal.say(recordings.get(i).file() + ": " + e.getCause().getMessage());
                    refused++;
                }
                Terminal.progress("sent %d of %d recordings".formatted(i + 1, pending.size()));
            }
            warnings.forEach(
                    (warning, recordingsOf) -> Terminal.say(recordingsOf + " recordings: warning: " + warning));
            return refused;
        } finally {
            uploads.shutdownNow();
        }
    }

    private static String callId(String corpus, LabeledRecording recording) {
        return (corpus + "." + recording.name()).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** Waits until feature-service has committed every chunk that is in the topic now. */
    public void awaitFeatures() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrapServers()))) {
            String topic = Topics.AUDIO_CHUNKS.name();
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            var ends = admin.listOffsets(latest).all().get();
            long total = ends.values().stream().mapToLong(end -> end.offset()).sum();
            long left = total;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            do {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(FEATURE_GROUP)
                        .partitionsToOffsetAndMetadata()
                        .get();
                long before = left;
                left = ends.entrySet().stream()
                        .mapToLong(end -> {
                            OffsetAndMetadata done = committed.get(end.getKey());
                            return Math.max(0, end.getValue().offset() - (done == null ? 0 : done.offset()));
                        })
                        .sum();
                Terminal.progress("features: %d of %d chunks".formatted(total - left, total));
                if (left < before) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                } else if (System.nanoTime() > deadline) {
                    throw new CommandException("feature-service has not taken a chunk for " + PATIENCE.toSeconds()
                            + " s; " + left + " are waiting. Is it well? Its log says more");
                }
                if (left > 0) {
                    TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
                }
            } while (left > 0);
        } catch (ExecutionException e) {
            throw new CommandException("Kafka does not answer: " + e.getCause(), e);
        }
    }
}
