package io.affekt.benchmarks.pipeline;

import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The platform under load, as the benchmark sees it. */
record BenchPlatform(Platform platform) {

    Map<String, Object> kafka() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, platform.ports().bootstrapServers());
    }

    HealthClient inference() {
        return new HealthClient(platform.ports().uri(Service.INFERENCE));
    }

    /** The processes between {@code audio-chunks} and {@code predictions}. */
    Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        pids.put("features", platform.process(Service.FEATURE).pid());
        pids.put("inference", platform.process(Service.INFERENCE).pid());
        pids.put("broker", platform.broker().pid());
        return pids;
    }
}
