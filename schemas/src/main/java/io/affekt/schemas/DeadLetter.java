package io.affekt.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

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

    private static void put(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
