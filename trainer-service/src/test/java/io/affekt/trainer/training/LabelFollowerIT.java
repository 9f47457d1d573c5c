package io.affekt.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.TestKafka;
import io.affekt.model.Architecture;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LabelFollowerIT {

    private static final byte[] VALUE = {1};

    private static void send(KafkaProducer<byte[], byte[]> producer, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(Topics.LABELED_FEATURES.name(), key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    @Test
    void shouldStartATrainingOfWhatIsNewlyLabelled() throws Exception {
        Map<String, Object> kafka = TestKafka.clients();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        new HashMap<>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
                Trainings trainings = new Trainings((request, steps) -> {})) {
            // given: a label from before, which does not count
            send(producer, "before/0/0/none", VALUE);
            LabelFollower follower = new LabelFollower(
                    kafka,
                    new RetrainingTrigger(
                            trainings, new TrainingRequest("emotion", Architecture.CNN1D, 1, 1, "trainer-service"), 3));
            Thread thread = new Thread(follower, "label-follower");
            thread.start();

            // when: three labels come, between copies of one and its withdrawal
            send(producer, "call/0/0/none", VALUE);
            send(producer, "call/0/0/telephone", VALUE);
            send(producer, "call/0/0/noise-15db", VALUE);
            send(producer, "call/0/1/none", VALUE);
            send(producer, "call/0/1/none", null);
            assertThat(trainings.list()).isEmpty();
            send(producer, "call/0/2/none", VALUE);

            // then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> trainings.list().size() == 1);
            assertThat(trainings.list().get(0).message()).contains("3 newly labelled windows");
            follower.stop();
            thread.join(Duration.ofSeconds(10).toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
    }
}
