package io.affekt.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.TestKafka;
import io.affekt.model.Architecture;
import io.affekt.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
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

    private static LabelFollower follower(Trainings trainings) throws Exception {
        LabelFollower follower = new LabelFollower(
                TestKafka.clients(),
                new RetrainingTrigger(
                        trainings, new TrainingRequest("emotion", Architecture.CNN1D, 1, 1, 0, "trainer-service"), 3));
        follower.start();
        return follower;
    }

    private static KafkaProducer<byte[], byte[]> producer() throws Exception {
        return new KafkaProducer<>(
                new HashMap<>(TestKafka.clients()), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Test
    void shouldStartATrainingOfWhatIsNewlyLabelled() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer();
                Trainings trainings = new Trainings((request, steps) -> {})) {
            // given: a label from before, which does not count
            send(producer, "before/0/0/none", VALUE);
            LabelFollower follower = follower(trainings);

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
            assertThat(follower.alive()).isTrue();
            follower.close();
            assertThat(follower.alive()).isFalse();
        }
    }

    @Test
    void shouldSayThatItIsDead() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer();
                Trainings trainings = new Trainings((request, steps) -> {});
                LabelFollower follower = follower(trainings)) {
            // given: trainings that take nothing any more
            trainings.close();
            assertThat(follower.alive()).isTrue();

            for (int window = 0; window < 3; window++) {
                send(producer, "dead/0/" + window + "/none", VALUE);
            }

            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !follower.alive());
        }
    }
}
