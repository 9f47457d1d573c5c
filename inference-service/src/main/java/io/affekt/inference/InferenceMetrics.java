package io.affekt.inference;

import io.affekt.schemas.Prediction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What operators see of inference; the names are in {@code docs/observability.md}. Thread-safe. */
final class InferenceMetrics implements PredictionWorker.Listener {

    private static final String RELOADS = "affekt.model.reloads";
    private static final String OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final Counter deadLetters;
    private final Counter reloads;
    private final Counter failedReloads;
    private final DistributionSummary batch;
    private final Timer latency;

    InferenceMetrics(MeterRegistry registry) {
        this.registry = registry;
        // There from the start: whoever watches for an increase sees the first one too.
        deadLetters = registry.counter("affekt.dead.letters");
        reloads = registry.counter(RELOADS, OUTCOME, "success");
        failedReloads = registry.counter(RELOADS, OUTCOME, "failure");
        batch = DistributionSummary.builder("affekt.batch.windows")
                .description("Windows in a transaction")
                .publishPercentileHistogram()
                .minimumExpectedValue(1.0)
                .maximumExpectedValue(1024.0)
                .register(registry);
        latency = Timer.builder("affekt.stage.latency")
                .description("From a record's publishing to the commit of what came of it")
                .tag("stage", "inference")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(5))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    @Override
    public void committed(ConsumerRecords<byte[], byte[]> read, List<Prediction> predictions, int letters) {
        long now = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> record : read) {
            latency.record(Duration.ofMillis(Math.max(0, now - record.timestamp())));
        }
        batch.record(predictions.size());
        for (Prediction prediction : predictions) {
            registry.counter("affekt.predictions", OUTCOME, outcome(prediction), "model", model(prediction))
                    .increment();
        }
        deadLetters.increment(letters);
    }

    /** The emotion where the model is sure, else why there is none. */
    private static String outcome(Prediction prediction) {
        return prediction.getAbstainReason() == null
                ? String.valueOf(prediction.getEmotion())
                : prediction.getAbstainReason().name();
    }

    private static String model(Prediction prediction) {
        return prediction.getModelName() + ":" + prediction.getModelVersion();
    }

    void reloaded(boolean success) {
        (success ? reloads : failedReloads).increment();
    }
}
