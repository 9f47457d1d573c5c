package io.affekt.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where a record that cannot be processed goes: to {@code dead-letters} with its original key and bytes, and headers that
 * say where it stood and why it was refused.
 */
public final class DeadLetter {

    /** How the headers' names begin. */
    public static final String PREFIX = "dead-letter-";

    public static final String TOPIC = PREFIX + "topic";
    public static final String PARTITION = PREFIX + "partition";
    public static final String OFFSET = PREFIX + "offset";
    public static final String REASON = PREFIX + "reason";
    public static final String EXCEPTION = PREFIX + "exception";

    private DeadLetter() {}

    /** The original headers, and what happened. */
    public static Headers headers(
            Headers original, String topic, int partition, long offset, String reason, String exception) {
        Headers headers = new RecordHeaders(original);
        put(headers, TOPIC, topic);
        put(headers, PARTITION, Integer.toString(partition));
        put(headers, OFFSET, Long.toString(offset));
        put(headers, REASON, reason);
        put(headers, EXCEPTION, exception);
        return headers;
    }

    /** The letter of a record that was consumed: its key and bytes, and why. */
    public static ProducerRecord<byte[], byte[]> of(
            ConsumerRecord<byte[], byte[]> record, String reason, @Nullable Exception exception) {
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(),
                null,
                record.key(),
                record.value(),
                headers(
                        record.headers(),
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        reason,
                        exception == null ? "" : exception.getClass().getName()));
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
