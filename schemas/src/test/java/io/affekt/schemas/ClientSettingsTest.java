package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class ClientSettingsTest {

    private static final Map<String, Object> KAFKA = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");

    private static Set<ObjectName> beansWithConsumer(Map<String, Object> settings) throws MalformedObjectNameException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThat(consumer.metrics()).isNotEmpty();
            return ManagementFactory.getPlatformMBeanServer()
                    .queryNames(new ObjectName("kafka.consumer:type=consumer-metrics,*"), null);
        }
    }

    @Test
    void shouldMakeNoBeansOfMetrics() throws Exception {
        assertThat(beansWithConsumer(ClientSettings.withoutReporters(KAFKA))).isEmpty();
    }

    @Test
    void shouldKeepReportersThatSomebodyNames() throws Exception {
        // given
        Map<String, Object> named = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "127.0.0.1:1",
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                JmxReporter.class.getName());

        // when, then
        assertThat(beansWithConsumer(ClientSettings.withoutReporters(named))).isNotEmpty();
    }
}
