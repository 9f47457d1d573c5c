package io.affekt.benchmarks.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes planned calls as the Python controls read them: one byte that is 1 for the last chunk of a channel, then PCM. */
public final class PlainChunkSender implements AutoCloseable {

    private final LoadProducer producer;
    private final String topic;

    public PlainChunkSender(Map<String, Object> kafka, String topic) {
        this.topic = topic;
        producer = new LoadProducer(kafka);
    }

    /** Sends the chunks of all calls in turn; says how many windows they make. */
    public int sendAtOnce(List<PlannedCall> calls) {
        int windows = 0;
        int longest = calls.stream().mapToInt(PlannedCall::chunks).max().orElse(0);
        for (int sequence = 0; sequence < longest; sequence++) {
            for (PlannedCall call : calls) {
                for (int channel = 0; channel < call.track().channels().size() && sequence < call.chunks(); channel++) {
                    send(call, channel, sequence);
                    windows += sequence == 0 ? 0 : 1;
                }
            }
        }
        producer.flush();
        return windows;
    }

    private void send(PlannedCall call, int channel, int sequence) {
        ByteBuffer samples = call.track().chunk(channel, sequence);
        byte last = (byte) (sequence == call.chunks() - 1 ? 1 : 0);
        byte[] value = ByteBuffer.allocate(1 + samples.remaining())
                .put(last)
                .put(samples)
                .array();
        byte[] key = (call.callId() + "/" + channel).getBytes(StandardCharsets.UTF_8);
        producer.send(topic, key, value);
    }

    @Override
    public void close() {
        producer.close();
    }
}
