package io.affekt.trainer.dataset;

import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/** Reads {@code labeled-features} from its beginning to where it ends now, committed records only. */
public final class DatasetReader {

    private static final Logger LOG = Logger.getLogger(DatasetReader.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> kafka;
    private final Path folder;
    private final AvroSerde<LabeledFeatures> serde = Topics.LABELED_FEATURES.serde();

    /** @param folder where datasets are kept while they are used */
    public DatasetReader(Map<String, Object> kafka, Path folder) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.kafka.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        this.kafka.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.kafka.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20);
        this.kafka.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.folder = folder;
    }

    /** The dataset of one specification; the caller closes it. A record that cannot be read is logged and left out. */
    public Dataset read(String specification) throws IOException {
        try (DatasetBuilder builder = new DatasetBuilder(specification, folder)) {
            Map<TopicPartition, Long> end = readInto(builder);
            Map<String, Long> offsets = new TreeMap<>();
            end.forEach((partition, offset) -> offsets.put(Integer.toString(partition.partition()), offset));
            return builder.build(offsets);
        }
    }

    /** Deletes the files that killed processes left behind. */
    public void deleteStale() throws IOException {
        DatasetFolder.deleteStale(folder);
    }

    /** The end offsets that were read to. */
    private Map<TopicPartition, Long> readInto(DatasetBuilder builder) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            String topic = Topics.LABELED_FEATURES.name();
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end.getOrDefault(new TopicPartition(topic, record.partition()), 0L)) {
                        take(builder, record);
                    }
                }
            }
            return end;
        }
    }

    private void take(DatasetBuilder builder, ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        try {
            LabeledFeatures labeled = serde.deserialize(record.topic(), record.value());
            if (labeled == null) {
                builder.remove(key);
            } else {
                builder.put(key, labeled);
            }
        } catch (SerializationException | IllegalArgumentException e) {
            LOG.warnf(
                    "Record %d of partition %d of %s is left out: %s",
                    record.offset(), record.partition(), record.topic(), e.getMessage());
        }
    }
}
