package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.models.CorpusSender;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.Topic;
import io.affekt.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole path with a real Apicurio Registry: what a tool that knows only Confluent's framing sees. */
class RegistryIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Where {@code -Pregistry} unpacks it. */
    private static final Path APICURIO = Path.of("target", "apicurio", "quarkus-run.jar");

    @TempDir
    static Path folder;

    private static Process apicurio;
    private static URI registry;
    private static Platform platform;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> java = newerJava();
        Assumptions.assumeTrue(
                java.isPresent(), "The registry was not tested: Apicurio needs a JDK 21, none is below /usr/lib/jvm");
        Assumptions.assumeTrue(
                Files.exists(APICURIO), "The registry was not tested: it is with -Pregistry, which downloads Apicurio");
        int port = FreePorts.base();
        registry = URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7/");
        apicurio = new ProcessBuilder(
                        java.get().toString(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=" + (port + 1),
                        "-jar",
                        APICURIO.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("apicurio.log").toFile())
                .start();
        await("Apicurio answers")
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> get("subjects").isArray());
        Path data = Files.createDirectories(Path.of("target", "platform"));
        Ports ports = new Ports(FreePorts.base());
        platform = Platform.start(
                Files.createTempDirectory(data, "registry"),
                ports,
                new Layout(ports.bootstrapServers(), List.of(), List.of("affekt.registry.url=" + registry)));
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (platform != null) {
            platform.close();
        }
        if (apicurio != null) {
            apicurio.destroy();
            apicurio.waitFor();
        }
    }

    /** A JVM of release 21 or later. */
    private static Optional<Path> newerJava() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(home -> release(home) >= 21)
                    .map(home -> home.resolve("bin/java"))
                    .findFirst();
        }
    }

    private static int release(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("^JAVA_VERSION=\"([0-9]+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // No JDK's folder.
            return 0;
        }
    }

    private static HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(registry.resolve(path))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static JsonNode get(String path) throws Exception {
        return JSON.readTree(ask("GET", path, "").body());
    }

    private static List<GenericRecord> read(Topic<?> topic) throws Exception {
        List<GenericRecord> records = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = Consumers.of(platform.ports(), topic.name(), true)) {
            Map<TopicPartition, Long> end = consumer.endOffsets(consumer.assignment());
            while (end.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        for (byte[] value : values) {
            assertThat(value[0]).as("Confluent's marker").isZero();
            Schema writer = new Schema.Parser()
                    .parse(get("schemas/ids/" + ByteBuffer.wrap(value).getInt(1))
                            .path("schema")
                            .asText());
            records.add(new GenericDatumReader<GenericRecord>(writer)
                    .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null)));
        }
        return records;
    }

    @Test
    void shouldCarryTheWholePathInConfluentsFraming() throws Exception {
        // when: a call goes in, and a labelled corpus
        Path recording = Platform.home().resolve("demo/calls/parcel.flac");
        new CallSender(platform.ports())
                .send(recording, CallSender.parameters("call_id", "registered", "channels", "customer"));
        CorpusSender corpus = new CorpusSender(platform.ports());
        corpus.send(
                "registry", Corpus.read(Platform.home().resolve("demo/corpus")).subList(0, 4));
        corpus.awaitFeatures();

        // then: every topic's records are read by their ids alone
        RestClient dashboard = new RestClient(platform.ports().uri(Service.DASHBOARD));
        await("the summary").atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> dashboard
                .get("/v1/calls/registered")
                .path("complete")
                .asBoolean());
        assertThat(read(Topics.PREDICTIONS).stream()
                        .map(prediction -> prediction.get("prediction_id").toString())
                        .filter(id -> id.startsWith("registered/")))
                .containsExactlyInAnyOrderElementsOf(RunningPlatform.expectedPredictions("registered", recording));
        for (Topic<?> topic : List.of(
                Topics.CALLS,
                Topics.AUDIO_CHUNKS,
                Topics.MFCC_VECTORS,
                Topics.LABELED_FEATURES,
                Topics.CALL_SUMMARIES,
                Topics.MODEL_VERSIONS,
                Topics.MODEL_ALIASES)) {
            assertThat(read(topic)).as(topic.name()).isNotEmpty();
        }
    }

    @Test
    void shouldRegisterEverySubjectAndGuardIt() throws Exception {
        List<String> subjects = new ArrayList<>();
        get("subjects").forEach(subject -> subjects.add(subject.asText()));

        for (Topic<?> topic : Topics.ALL) {
            if (topic.valueType() != null) {
                String subject = topic.name() + "-value";
                assertThat(subjects).contains(subject);
                assertThat(get("config/" + subject).path("compatibilityLevel").asText())
                        .isEqualTo("BACKWARD_TRANSITIVE");
            }
        }
        String incompatible = JSON.writeValueAsString(Map.of(
                "schema",
                "{\"type\":\"record\",\"name\":\"Prediction\",\"namespace\":\"io.affekt.schemas\",\"fields\":"
                        + "[{\"name\":\"added\",\"type\":\"string\"}]}"));
        assertThat(ask("POST", "subjects/predictions-value/versions", incompatible)
                        .statusCode())
                .isEqualTo(409);
    }
}
