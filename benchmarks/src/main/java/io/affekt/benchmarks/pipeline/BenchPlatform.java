package io.affekt.benchmarks.pipeline;

import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Instance;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.CommonClientConfigs;

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

    @Override
    public void close() {
        platform.close();
    }
}
