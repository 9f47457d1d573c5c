package io.affekt.system.faults;

import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed dead letters, by the records that they are of. */
final class Letters {

    private static final Duration POLL = Duration.ofMillis(200);

    private Letters() {}

    /** Topic, partition and offset of each letter's record; what is there twice was put aside twice. */
    static List<String> origins(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        List<TopicPartition> partitions = IntStream.range(0, Topics.DEAD_LETTERS.partitions())
                .mapToObj(p -> new TopicPartition(Topics.DEAD_LETTERS.name(), p))
                .toList();
        List<String> origins = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
                    Headers headers = letter.headers();
                    // What was thrown into this topic from outside is no letter.
                    if (headers.lastHeader(DeadLetter.TOPIC) != null) {
                        origins.add(text(headers, DeadLetter.TOPIC) + "/" + text(headers, DeadLetter.PARTITION) + "/"
                                + text(headers, DeadLetter.OFFSET));
                    }
                }
            }
        }
        return origins;
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
