package io.affekt.cli.calls;

import static java.util.Objects.requireNonNull;

import io.affekt.cli.CommandException;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Reads the predictions of calls that are sent after it was made. Used by one thread. */
public final class PredictionReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final AvroSerde<Prediction> serde = Topics.PREDICTIONS.serde();
    private final Map<String, List<Prediction>> byCall = new HashMap<>();

    public PredictionReader(Ports ports) {
        consumer = Consumers.of(ports, Topics.PREDICTIONS.name(), false);
    }

    /** Says of a call that it will be waited for: its predictions are kept while another is waited for. */
    public void expect(CallSender.SentCall call) {
        byCall.putIfAbsent(call.callId(), new ArrayList<>());
    }

    /**
     * Waits for all windows of a call.
     *
     * @throws CommandException when none comes for a minute of any call that is expected
     */
    public List<Prediction> await(CallSender.SentCall call) {
        expect(call);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<Prediction> predictions = requireNonNull(byCall.get(call.callId()));
            if (predictions.size() >= call.windows()) {
                byCall.remove(call.callId());
                return predictions;
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Prediction prediction = serde.deserialize(record.topic(), record.value());
                List<Prediction> known = prediction == null ? null : byCall.get(prediction.getCallId());
                if (known != null) {
                    known.add(prediction);
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                }
            }
            if (System.nanoTime() > deadline) {
                byCall.remove(call.callId());
                throw new CommandException("only " + predictions.size() + " of " + call.windows()
                        + " windows were predicted, and none came for " + PATIENCE.toSeconds()
                        + " s; is there a model (./affekt models), and are all services well?");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
