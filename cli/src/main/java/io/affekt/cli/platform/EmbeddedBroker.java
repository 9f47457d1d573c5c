package io.affekt.cli.platform;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker and controller in one process, its data kept in a folder: the main class of the platform's broker
 * process.
 */
public final class EmbeddedBroker {

    private EmbeddedBroker() {}

    /** Arguments: the folder of the data, the broker's port, the controller's port, then settings, {@code name=value}. */
    public static void main(String[] args) throws Exception {
        Properties settings = new Properties();
        for (String setting : Arrays.asList(args).subList(3, args.length)) {
            settings.load(new StringReader(setting));
        }
        KafkaRaftServer server =
                start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.awaitShutdown();
    }

    /** Starts it in this process. */
    public static KafkaRaftServer start(Path folder, int port, int controllerPort) throws Exception {
        return start(folder, port, controllerPort, new Properties());
    }

    private static KafkaRaftServer start(Path folder, int port, int controllerPort, Properties settings)
            throws Exception {
        Properties properties = properties(folder, port, controllerPort);
        properties.putAll(settings);
        format(folder);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void format(Path folder) throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(folder.toString())
                .setMetadataLogDirectory(folder.toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    private static Properties properties(Path folder, int port, int controllerPort) throws IOException {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + Ports.HOST + ":" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://" + Ports.HOST + ":" + port + ",CONTROLLER://" + Ports.HOST + ":" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + Ports.HOST + ":" + port);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("log.dirs", folder.toString());
        properties.put("auto.create.topics.enable", "false");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        // A group that stood still for longer than the topics keep records would begin again with the oldest.
        properties.put(
                "offsets.retention.minutes", Long.toString(Duration.ofDays(31).toMinutes()));
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
        // What was not flushed before a crash is read again at the start: little, and on every core.
        properties.put("log.segment.bytes", Integer.toString(64 << 20));
        properties.put("log.flush.offset.checkpoint.interval.ms", "5000");
        properties.put(
                "num.recovery.threads.per.data.dir",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        // A broker that was killed comes back at once, and a killed producer's transaction is soon aborted.
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        return properties;
    }
}
