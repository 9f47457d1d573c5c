package io.affekt.cli.deadletters;

import static java.util.Objects.requireNonNull;

import io.affekt.cli.CommandException;
import io.affekt.cli.platform.Ports;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
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
     * @param left letters that were not wanted, and wait
     * @param homeless letters that do not say where they stood
     * @param outlived chunks that came too late: nobody knows any more which windows of their call were predicted
     */
    record Result(int sent, int left, int homeless, int outlived) {}

    /** What comes of a letter; of those that are known, an earlier replay made something. */
    private enum Fate {
        SENT,
        LEFT,
        HOMELESS,
        OUTLIVED,
        KNOWN
    }

    /** Between what is sent here and what is forgotten there: a replay takes its time. */
    private static final Duration SPARE = Duration.ofHours(1);

    private final Ports ports;
    private final Duration remembered;

    /** @param remembered how long feature-service remembers a call's progress ({@code affekt.features.remember-for}) */
    LetterReplay(Ports ports, Duration remembered) {
        this.ports = ports;
        this.remembered = remembered;
    }

    /**
     * @param wanted which letters; the others wait for a later replay
     * @param again whether letters that were replayed are sent again
     */
    Result run(Predicate<Letter> wanted, boolean again) {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        try (LetterReader reader = new LetterReader(ports, GROUP);
                KafkaProducer<byte[], byte[]> producer = producer()) {
            Map<TopicPartition, ReplayMark> marks = reader.marks();
            if (again) {
                reader.fromBeginning();
            }
            producer.initTransactions();
            for (List<ConsumerRecord<byte[], byte[]>> letters = reader.next();
                    !letters.isEmpty();
                    letters = reader.next()) {
                producer.beginTransaction();
                try {
                    for (ConsumerRecord<byte[], byte[]> record : letters) {
                        ReplayMark mark = requireNonNull(marks.get(LetterReader.partition(record)));
                        Letter letter = Letter.of(record);
                        Fate fate = !again && mark.isDone(record.offset()) ? Fate.KNOWN : fate(letter, wanted);
                        counts.merge(fate, 1, Integer::sum);
                        if (fate == Fate.SENT) {
                            // A failed send makes the commit below fail.
                            var unused = producer.send(asItWas(record, letter));
                        }
                        if (fate == Fate.LEFT) {
                            mark.left(record.offset());
                        } else {
                            mark.done(record.offset());
                        }
                    }
                    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
                    marks.forEach((partition, mark) -> offsets.put(partition, mark.toCommit()));
                    producer.sendOffsetsToTransaction(offsets, reader.group());
                    producer.commitTransaction();
                } catch (KafkaException | CommandException e) {
                    producer.abortTransaction();
                    throw e;
                }
            }
        }
        return new Result(
                counts.getOrDefault(Fate.SENT, 0),
                counts.getOrDefault(Fate.LEFT, 0),
                counts.getOrDefault(Fate.HOMELESS, 0),
                counts.getOrDefault(Fate.OUTLIVED, 0));
    }

    private Fate fate(Letter letter, Predicate<Letter> wanted) {
        if (!wanted.test(letter)) {
            return Fate.LEFT;
        }
        if (!hasHome(letter)) {
            return Fate.HOMELESS;
        }
        boolean chunk = letter.topic().equals(Topics.AUDIO_CHUNKS.name());
        return chunk && letter.at().isBefore(Instant.now().minus(remembered).plus(SPARE)) ? Fate.OUTLIVED : Fate.SENT;
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
