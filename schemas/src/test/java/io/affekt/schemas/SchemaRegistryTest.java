package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against three questions of Confluent's REST, answered here; against a real registry in {@code RegistryIT}. */
class SchemaRegistryTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> schemas = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private boolean configured;
    private String level = "BACKWARD_TRANSITIVE";
    private HttpServer server;
    private SchemaRegistry registry;
    private AvroSerde<Label> serde;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        registry =
                new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort() + "/ccompat/v7", Duration.ZERO);
        serde = new AvroSerde<>(Label.class, registry);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(question);
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = 200;
        Map<String, Object> answer = Map.of();
        if (question.startsWith("POST")) {
            String schema = JSON.readTree(body).path("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            answer = Map.of("id", schemas.indexOf(schema) + 7);
        } else if (question.startsWith("PUT") && configured) {
            status = 409;
            answer = Map.of("message", "a rule is there already");
        } else if (question.startsWith("GET /ccompat/v7/config/")) {
            answer = Map.of("compatibilityLevel", level);
        } else if (question.startsWith("GET /ccompat/v7/schemas/ids/")) {
            int id = Integer.parseInt(question.substring(question.lastIndexOf('/') + 1)) - 7;
            status = id >= 0 && id < schemas.size() ? 200 : 404;
            answer = status == 200 ? Map.of("schema", schemas.get(id)) : Map.of("message", "no schema has this id");
        }
        byte[] bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Label label() {
        return new Label("call-1", 1, 1500L, 4500L, Emotion.angry, "ann", Instant.ofEpochMilli(1_700_000_000_123L));
    }

    @Test
    void shouldWriteAsConfluentDoesAndReadBoth() {
        byte[] framed = serde.serialize("labels", label());

        assertThat(framed[0]).isZero();
        assertThat(ByteBuffer.wrap(framed).getInt(1)).isEqualTo(7);
        byte[] plain = AvroSerde.withoutRegistry(Label.class).serialize("labels", label());
        assertThat(Arrays.copyOfRange(framed, 5, framed.length))
                .as("the datum is the same")
                .isEqualTo(Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(serde.deserialize("labels", framed)).isEqualTo(label());
        assertThat(serde.deserialize("labels", plain)).isEqualTo(label());
        assertThat(serde.deserialize("labels", serde.serialize("labels", label())))
                .isEqualTo(label());
        assertThat(asked)
                .as("once for writing, once for reading")
                .containsExactly("POST /ccompat/v7/subjects/labels-value/versions", "GET /ccompat/v7/schemas/ids/7");
    }

    @Test
    void shouldRegisterEveryVersionAndThatItMustStayReadable() throws Exception {
        registry.register(List.of(Topics.PREDICTIONS, Topics.DEAD_LETTERS));

        assertThat(asked)
                .contains("PUT /ccompat/v7/config/predictions-value")
                .allMatch(question -> question.contains("predictions-value"));
        assertThat(schemas).hasSize(AvroSerde.released(Prediction.class).size());
    }

    @Test
    void shouldTellARegistryThatIsAwayFromARecordThatIsWrong() {
        byte[] framed = serde.serialize("labels", label());
        byte[] unknown = framed.clone();
        unknown[4] = 99;
        byte[] cut = Arrays.copyOf(framed, framed.length - 1);

        assertThatThrownBy(() -> serde.deserialize("labels", unknown))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("nor one that the registry knows")
                .hasRootCauseMessage(
                        "The schema registry refuses GET http://127.0.0.1:%d/ccompat/v7/schemas/ids/99 (404): no schema has this id"
                                .formatted(server.getAddress().getPort()));
        assertThatThrownBy(() -> serde.deserialize("labels", cut)).isInstanceOf(SerializationException.class);

        AvroSerde<Label> fresh = new AvroSerde<>(
                Label.class,
                new SchemaRegistry("http://127.0.0.1:" + server.getAddress().getPort(), Duration.ZERO));
        server.stop(0);
        assertThatThrownBy(() -> fresh.deserialize("labels", framed))
                .isInstanceOf(SchemaRegistry.UnavailableException.class)
                .hasMessageContaining("does not answer; affekt.registry.url names it");
        assertThatThrownBy(() -> fresh.serialize("labels", label()))
                .isInstanceOf(SchemaRegistry.UnavailableException.class);
        assertThat(serde.serialize("labels", label()))
                .as("what was asked once is remembered")
                .isEqualTo(framed);
    }

    @Test
    void shouldTakeWhatAnotherServiceHasSetMeanwhile() throws Exception {
        configured = true;

        registry.register(List.of(Topics.LABELS));

        level = "NONE";
        assertThatThrownBy(() -> registry.register(List.of(Topics.LABELS)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a rule is there already");
    }
}
