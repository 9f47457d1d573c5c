package io.affekt.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.TestKafka;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class LetterReplayIT {

    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final String call = "replay-" + UUID.randomUUID();

    @Test
    void shouldSendEachLetterBackOnceAsItWas() throws Exception {
        // given: two letters of one call, one of them with a header of its own, and one that stood nowhere
        Map<String, Object> kafka = TestKafka.clients();
        Ports ports = ports(kafka);
        byte[] key = call.getBytes(StandardCharsets.UTF_8);
        Headers own = new RecordHeaders().add("trace", new byte[] {1, 2});
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter(key, new byte[] {7}, DeadLetter.headers(own, "audio-chunks", 5, 40, "bad", "E")));
            producer.send(letter(key, null, DeadLetter.headers(own, "mfcc-vectors", 6, 41, "bad", "E")));
            producer.send(letter(key, new byte[] {9}, DeadLetter.headers(own, "no-such-topic", 0, 0, "bad", "E")));
        }

        // when
        LetterReplay.Result first =
                new LetterReplay(ports, REMEMBERED).run(letter -> letter.key().equals(call), false);
        LetterReplay.Result second =
                new LetterReplay(ports, REMEMBERED).run(letter -> letter.key().equals(call), false);

        // then
        assertThat(first.sent()).isEqualTo(2);
        assertThat(first.homeless()).isEqualTo(1);
        assertThat(second.sent()).as("what was replayed is not replayed again").isZero();
        assertThat(mine(ports, "audio-chunks")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(5);
            assertThat(record.value()).containsExactly(7);
            assertThat(record.headers().toArray()).containsExactly(own.toArray());
        });
        assertThat(mine(ports, "mfcc-vectors")).singleElement().satisfies(record -> {
            assertThat(record.partition()).isEqualTo(6);
            assertThat(record.value()).isNull();
        });
        assertThat(new LetterReplay(ports, REMEMBERED)
                        .run(letter -> letter.key().equals(call), true)
                        .sent())
                .as("unless that is wanted")
                .isEqualTo(2);
    }

    @Test
    void shouldKeepTheLettersThatAChoiceLeavesOut() throws Exception {
        // given
        Map<String, Object> kafka = TestKafka.clients();
        Ports ports = ports(kafka);
        byte[] key = call.getBytes(StandardCharsets.UTF_8);
        Headers own = new RecordHeaders();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(letter(key, new byte[] {1}, DeadLetter.headers(own, "audio-chunks", 5, 40, "bad", "E")));
            producer.send(letter(key, new byte[] {2}, DeadLetter.headers(own, "mfcc-vectors", 5, 40, "bad", "E")));
            producer.send(letter(key, new byte[] {3}, DeadLetter.headers(own, "audio-chunks", 5, 41, "bad", "E")));
        }
        Predicate<Letter> mine = letter -> letter.key().equals(call);
        Predicate<Letter> vectors = letter -> letter.topic().equals("mfcc-vectors");

        // when
        LetterReplay.Result chosen = new LetterReplay(ports, REMEMBERED).run(mine.and(vectors), false);
        LetterReplay.Result rest = new LetterReplay(ports, REMEMBERED).run(mine, false);
        LetterReplay.Result nothing = new LetterReplay(ports, REMEMBERED).run(mine, false);

        // then
        assertThat(chosen.sent()).isEqualTo(1);
        assertThat(chosen.left()).isGreaterThanOrEqualTo(2);
        assertThat(rest.sent()).isEqualTo(2);
        assertThat(nothing.sent()).isZero();
        assertThat(mine(ports, "mfcc-vectors")).hasSize(1);
        assertThat(mine(ports, "audio-chunks"))
                .extracting(ConsumerRecord::value)
                .containsExactly(new byte[] {1}, new byte[] {3});
    }

    @Test
    void shouldNotSendAChunkBackWhoseCallIsForgotten() throws Exception {
        Map<String, Object> kafka = TestKafka.clients();
        Ports ports = ports(kafka);
        byte[] key = call.getBytes(StandardCharsets.UTF_8);
        Headers from = DeadLetter.headers(new RecordHeaders(), "audio-chunks", 5, 40, "bad", "E");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            long longAgo = Instant.now().minus(Duration.ofDays(3)).toEpochMilli();
            producer.send(new ProducerRecord<>("dead-letters", 3, longAgo, key, new byte[] {7}, from));
        }

        LetterReplay.Result result =
                new LetterReplay(ports, REMEMBERED).run(letter -> letter.key().equals(call), false);
        LetterReplay.Result withLongerMemory = new LetterReplay(ports, Duration.ofDays(4))
                .run(letter -> letter.key().equals(call), true);

        assertThat(result.sent()).isZero();
        assertThat(result.outlived()).isEqualTo(1);
        assertThat(withLongerMemory.sent()).isEqualTo(1);
        assertThat(mine(ports, "audio-chunks")).hasSize(1);
    }

    private static Ports ports(Map<String, Object> kafka) {
        String bootstrap = String.valueOf(kafka.get("bootstrap.servers"));
        return new Ports(Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1)));
    }

    private static ProducerRecord<byte[], byte[]> letter(byte[] key, byte[] value, Headers headers) {
        return new ProducerRecord<>("dead-letters", 3, key, value, headers);
    }

    private List<ConsumerRecord<String, byte[]>> mine(Ports ports, String topic) {
        List<ConsumerRecord<String, byte[]>> mine = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = Consumers.of(ports, topic, true)) {
            var ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (call.equals(record.key())) {
                        mine.add(record);
                    }
                });
            }
        }
        return mine;
    }
}
