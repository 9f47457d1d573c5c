package io.affekt.cli.deadletters;

import io.affekt.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a dead letter says of itself.
 *
 * @param at when it was put aside
 * @param topic where it stood; empty where that is not known
 * @param partition its partition there
 * @param offset its offset there
 * @param key its key; empty where it has none
 * @param bytes size of its value
 * @param reason why it was put aside
 */
record Letter(Instant at, String topic, int partition, long offset, String key, int bytes, String reason) {

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                Instant.ofEpochMilli(record.timestamp()),
                header(record, DeadLetter.TOPIC),
                (int) number(header(record, DeadLetter.PARTITION)),
                number(header(record, DeadLetter.OFFSET)),
                record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8),
                record.value() == null ? 0 : record.value().length,
                header(record, DeadLetter.REASON));
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
