package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.cli.calls.CallSender;
import io.affekt.cli.calls.PredictionReader;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.DeadLetter;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** G6: a poison record becomes a dead letter with its original bytes, and nothing behind it waits. */
class PoisonIT {

    private static final String SPECIFICATION = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney";

    private static byte[] vector(int coefficients, float value) {
        float[] values = new float[94 * coefficients];
        values[0] = value;
        MfccVector vector = MfccVector.newBuilder()
                .setCallId("poison")
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setWindowIndex(0)
                .setStartMs(0)
                .setEndMs(3000)
                .setRecordedAt(Instant.EPOCH)
                .setFeatures(List.of(FeatureMatrix.newBuilder()
                        .setSpecification(SPECIFICATION)
                        .setFrames(94)
                        .setCoefficients(coefficients)
                        .setMatrix(Matrices.encode(values))
                        .build()))
                .build();
        return Topics.MFCC_VECTORS.serde().serialize("mfcc-vectors", vector);
    }

    @Test
    void shouldPutPoisonAsideAndGoOn() throws Exception {
        // given: every kind of bad record on every partition of both inputs
        Platform platform = RunningPlatform.get();
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[900_000];
        List<byte[]> poison = new ArrayList<>();
        poison.add(rubbish);
        poison.add(large);
        poison.add(null);
        int sent = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.ports().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                for (byte[] value : poison) {
                    producer.send(new ProducerRecord<>("audio-chunks", partition, null, value));
                    producer.send(new ProducerRecord<>("mfcc-vectors", partition, rubbish, value));
                    sent += 2;
                }
                producer.send(new ProducerRecord<>("mfcc-vectors", partition, rubbish, vector(13, 1)));
                producer.send(new ProducerRecord<>("mfcc-vectors", partition, rubbish, vector(80, Float.NaN)));
                sent += 2;
            }
            producer.flush();
        }

        // when: calls come behind it
        int expected = 0;
        try (PredictionReader reader = new PredictionReader(platform.ports())) {
            CallSender sender = new CallSender(platform.ports());
            for (Path file : RunningPlatform.recordings().subList(0, 12)) {
                CallSender.SentCall call = sender.send(
                        file,
                        CallSender.parameters("call_id", "after-poison-" + file.getFileName(), "channels", "customer"));
                // then: they are predicted
                assertThat(reader.await(call)).hasSize(call.windows());
                expected++;
            }
        }
        assertThat(expected).isEqualTo(12);

        // and: each bad record is a dead letter as it came
        int bad = sent;
        await().atMost(Duration.ofSeconds(60)).until(() -> deadLetters().size() >= bad);
        assertThat(deadLetters())
                .hasSize(bad)
                .filteredOn(value -> value != null && value.length == large.length)
                .hasSize(2 * Topics.PARTITIONS);
        assertThat(platform.dead()).isNull();
    }

    private static List<byte[]> deadLetters() throws Exception {
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                Consumers.of(RunningPlatform.get().ports(), "dead-letters", true)) {
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    assertThat(record.headers().lastHeader(DeadLetter.REASON)).isNotNull();
                    values.add(record.value());
                });
            }
        }
        return values;
    }
}
