package io.affekt.benchmarks.pipeline;

import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.schemas.Topics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/**
 * The platform under load, as the benchmark sees it.
 *
 * @param instances how many of feature-service and of inference-service run
 */
record BenchPlatform(Platform platform, int instances) implements AutoCloseable {

    Map<String, Object> kafka() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, platform.ports().bootstrapServers());
    }

    private List<Instance> instances(Service service) {
        return IntStream.range(0, instances)
                .mapToObj(number -> new Instance(service, number))
                .toList();
    }

    /** Those that say which model they serve. */
    List<HealthClient> inference() {
        return instances(Service.INFERENCE).stream()
                .map(instance -> new HealthClient(platform.ports().uri(instance)))
                .toList();
    }

    /** The processes between {@code audio-chunks} and {@code predictions}. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (Service service : List.of(Service.FEATURE, Service.INFERENCE)) {
            instances(service)
                    .forEach(instance -> pids.put(
                            instance.label(), platform.process(instance).pid()));
        }
        pids.put("broker", platform.broker().pid());
        return pids;
    }

    /** The same, and ingest-service. */
    Map<String, Long> pidsWithIngest() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put(Service.INGEST.label(), platform.process(Service.INGEST).pid());
        pids.putAll(pids());
        return pids;
    }

    /** Lets go of the sound and the features of a load that is through: about a gigabyte for six channel-hours. */
    void forgetSound() throws InterruptedException {
        forget(List.of(Topics.AUDIO_CHUNKS.name(), Topics.MFCC_VECTORS.name()));
    }

    /** Lets go of the records of topics, but for the last of each partition, so that no reader stands before the first. */
    void forget(List<String> topics) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (String topic : topics) {
            for (int p = 0; p < Topics.PARTITIONS; p++) {
                ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
            }
        }
        try (Admin admin = Admin.create(kafka())) {
            Map<TopicPartition, RecordsToDelete> over = new HashMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            over.put(partition, RecordsToDelete.beforeOffset(Math.max(0, end.offset() - 1))));
            admin.deleteRecords(over).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("What is over could not be deleted of " + topics, e);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
