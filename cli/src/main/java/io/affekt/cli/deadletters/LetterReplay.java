package io.affekt.cli.deadletters;

import io.affekt.cli.platform.Ports;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to where they stood, as they were. The records and the offset of the replay are one transaction:
 * no letter is replayed twice, whenever this is killed. What cannot be processed again comes back as a new letter.
 */
final class LetterReplay {

    /** The group that the offset of the replay belongs to. */
    static final String GROUP = "affekt-dlq";

    /**
     * What was done.
     *
     * @param sent letters that were sent back
     * @param passedOver letters that were not wanted, or that do not say where they stood
     * @param outlived chunks that came too late: nobody knows any more which windows of their call were predicted
     */
    record Result(int sent, int passedOver, int outlived) {}

    /** An hour less than feature-service remembers a call's progress, by default ({@code affekt.features.remember-for}). */
    private static final Duration REMEMBERED = Duration.ofHours(47);

    private final Ports ports;

    LetterReplay(Ports ports) {
        this.ports = ports;
    }

    /** @param wanted which letters; the others are passed over, and not replayed later either */
    Result run(Predicate<Letter> wanted, boolean fromBeginning) {
        int sent = 0;
        int passedOver = 0;
        int outlived = 0;
        Instant oldest = Instant.now().minus(REMEMBERED);
        try (LetterReader reader = new LetterReader(ports, GROUP);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            if (fromBeginning) {
                reader.fromBeginning();
            }
            producer.initTransactions();
            for (List<ConsumerRecord<byte[], byte[]>> letters = reader.next();
                    !letters.isEmpty();
                    letters = reader.next()) {
                producer.beginTransaction();
                try {
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    for (ConsumerRecord<byte[], byte[]> record : letters) {
                        Letter letter = Letter.of(record);
                        if (!wanted.test(letter) || !hasHome(letter)) {
                            passedOver++;
                        } else if (letter.topic().equals(Topics.AUDIO_CHUNKS.name())
                                && letter.at().isBefore(oldest)) {
                            outlived++;
                        } else {
                            // A failed send makes the commit below fail.
                            var unused = producer.send(asItWas(record, letter));
                            sent++;
                        }
                        offsets.put(LetterReader.partition(record), new OffsetAndMetadata(record.offset() + 1));
                    }
                    producer.sendOffsetsToTransaction(offsets, reader.group());
                    producer.commitTransaction();
                } catch (KafkaException e) {
                    producer.abortTransaction();
                    throw e;
                }
            }
        }
        return new Result(sent, passedOver, outlived);
    }

    private static boolean hasHome(Letter letter) {
        return Topics.ALL.stream()
                .filter(topic -> topic != Topics.DEAD_LETTERS)
                .map(Topic::name)
                .anyMatch(letter.topic()::equals);
    }

    private static ProducerRecord<byte[], byte[]> asItWas(ConsumerRecord<byte[], byte[]> record, Letter letter) {
        Headers headers = new RecordHeaders();
        record.headers().forEach(header -> {
            if (!header.key().startsWith(DeadLetter.PREFIX)) {
                headers.add(header);
            }
        });
        Integer partition = letter.partition() < 0 ? null : letter.partition();
        return new ProducerRecord<>(letter.topic(), partition, record.key(), record.value(), headers);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, ports.bootstrapServers());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-" + UUID.randomUUID());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.DEAD_LETTERS.maxMessageBytes());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
