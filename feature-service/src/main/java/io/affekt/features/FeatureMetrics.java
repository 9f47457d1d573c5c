package io.affekt.features;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What operators see of the topology; the names are in {@code docs/observability.md}. Thread-safe. */
final class FeatureMetrics implements WindowProcessor.Listener {

    private final Timer latency;
    private final Counter deadLetters;

    FeatureMetrics(MeterRegistry registry) {
        latency = Timer.builder("affekt.stage.latency")
                .description("From a record's publishing to the sending of what came of it")
                .tag("stage", "features")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
        deadLetters = registry.counter("affekt.dead.letters");
    }

    @Override
    public void processed(Duration sincePublished) {
        latency.record(sincePublished);
    }

    @Override
    public void deadLetter() {
        deadLetters.increment();
    }
}
