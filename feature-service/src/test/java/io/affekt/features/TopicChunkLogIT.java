package io.affekt.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.platform.TestKafka;
import io.affekt.schemas.Topics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicChunkLogIT {

    private static final int PARTITION = 3;
    private static final int RECORDS = 400;

    private final List<Long> read = new ArrayList<>();
    private Map<String, Object> kafka;
    private TopicChunkLog log;
    private long first;

    @BeforeEach
    void write() throws Exception {
        kafka = TestKafka.clients();
        log = new TopicChunkLog(kafka);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                byte[] value = ByteBuffer.allocate(48_000).putInt(i).array();
                var sent = producer.send(new ProducerRecord<>(Topics.AUDIO_CHUNKS.name(), PARTITION, null, value));
                if (i == 0) {
                    first = sent.get().offset();
                }
            }
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void shouldReadWhatIsNearAndWhatIsFarInItsOrder() {
        readAll(0, 1, 2, 7, 100, 101, 399);

        assertThat(read).containsExactly(0L, 1L, 2L, 7L, 100L, 101L, 399L);
    }

    @Test
    void shouldPassOverWhatRetentionHasTakenAndWhatIsNotThereYet() throws Exception {
        try (Admin admin = Admin.create(kafka)) {
            TopicPartition partition = new TopicPartition(Topics.AUDIO_CHUNKS.name(), PARTITION);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(first + 50)))
                    .all()
                    .get();
        }

        readAll(0, 49, 50, 399, 400, 1000);

        assertThat(read).containsExactly(50L, 399L);
        assertThat(log.read(PARTITION, first + 49)).isNull();
        assertThat(log.read(PARTITION, first + 50)).isNotNull();
    }

    @Test
    void shouldNotWaitForWhatIsNotThere() {
        assertThat(log.read(PARTITION, first + RECORDS)).isNull();
        assertThat(log.read(PARTITION, first + RECORDS + 1000)).isNull();
        assertThat(log.read(PARTITION, first + RECORDS - 1)).isNotNull();
    }

    @Test
    void shouldReadNothingWhereNothingIsWanted() {
        readAll();

        assertThat(read).isEmpty();
    }

    private void readAll(long... numbers) {
        TreeSet<Long> offsets = new TreeSet<>();
        LongStream.of(numbers).forEach(number -> offsets.add(first + number));
        log.readAll(PARTITION, offsets, (offset, value) -> {
            assertThat(offset - first).isEqualTo(ByteBuffer.wrap(value).getInt());
            read.add(offset - first);
        });
    }
}
