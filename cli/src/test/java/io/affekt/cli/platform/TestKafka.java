package io.affekt.cli.platform;

import io.affekt.schemas.TopicSetup;
import io.affekt.schemas.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * A real broker for the tests of this JVM, with the catalogue's topics: in a container where Docker is found, in this
 * process elsewhere.
 */
public final class TestKafka {

    private static String bootstrapServers;

    private TestKafka() {}

    /** Client settings that reach it. */
    public static synchronized Map<String, Object> clients() throws Exception {
        if (bootstrapServers == null) {
            bootstrapServers = DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
            TopicSetup.ensure(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), true, Topics.ALL);
        }
        return Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    }

    private static String container() {
        KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.1");
        kafka.start();
        return kafka.getBootstrapServers();
    }

    private static String embedded() throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target", "kafka")), "data");
        int port = freePort();
        EmbeddedBroker.start(data, port, freePort());
        return Ports.HOST + ":" + port;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
