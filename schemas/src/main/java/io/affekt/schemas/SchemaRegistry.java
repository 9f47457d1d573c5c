package io.affekt.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry with Confluent's REST: Confluent's own, or Apicurio's at {@code /apis/ccompat/v7}. Subjects are {@code
 * <topic>-value}. What was asked once is remembered: a registry that is away harms only who meets a new schema. Thread-safe.
 */
public final class SchemaRegistry {

    /** The registry does not answer; it may be asked again. */
    public static final class UnavailableException extends RetriableException {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The setting that names the registry; as an environment variable {@code AFFEKT_REGISTRY_URL}. */
    public static final String URL = "affekt.registry.url";

    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final URI base;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(WITHIN).build();
    private final Map<String, Integer> written = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> read = new ConcurrentHashMap<>();

    /** @param url such as {@code http://127.0.0.1:8080/apis/ccompat/v7} */
    public SchemaRegistry(String url) {
        this(url, WITHIN);
    }

    /** @param patience how long a registry that does not answer is asked again */
    SchemaRegistry(String url, Duration patience) {
        this.patience = patience;
        base = URI.create(url.endsWith("/") ? url : url + "/");
    }

    private static final class Configured {
        private static final @Nullable SchemaRegistry REGISTRY =
                of(System.getProperty(URL, System.getenv().getOrDefault("AFFEKT_REGISTRY_URL", "")));

        private static @Nullable SchemaRegistry of(String url) {
            return url.isBlank() ? null : new SchemaRegistry(url.trim());
        }
    }

    /** The registry of this process, if one is set: the same for all of its life. */
    public static Optional<SchemaRegistry> configured() {
        return Optional.ofNullable(Configured.REGISTRY);
    }

    /**
     * Registers every version of the topics' events, and that each must be read by all later ones.
     *
     * @throws IllegalStateException with a sentence when the registry refuses
     * @throws UnavailableException when it does not answer
     */
    public void register(List<Topic<?>> topics) throws InterruptedException {
        for (Topic<?> topic : topics) {
            Class<? extends SpecificRecord> type = topic.valueType();
            if (type != null) {
                for (Schema version : AvroSerde.published(type)) {
                    written.put(topic.name(), register(topic.name(), version));
                }
                guard(subject(topic.name()));
            }
        }
    }

    /** Services that start beside each other set the same: who comes second is told of a conflict, and looks. */
    private void guard(String subject) throws InterruptedException {
        try {
            ask("PUT", "config/" + subject, Map.of("compatibility", COMPATIBILITY));
        } catch (IllegalStateException e) {
            String level = ask("GET", "config/" + subject, null)
                    .path("compatibilityLevel")
                    .asText();
            if (!level.equals(COMPATIBILITY)) {
                throw e;
            }
        }
    }

    /** The id of the schema with which this build writes an event to a topic. */
    int id(String topic, Class<? extends SpecificRecord> type) {
        Integer known = written.get(topic);
        if (known != null) {
            return known;
        }
        try {
            List<Schema> schemas = AvroSerde.published(type);
            int id = register(topic, schemas.get(schemas.size() - 1));
            written.put(topic, id);
            return id;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The question for the id of a schema was interrupted", e);
        }
    }

    /** The schema of an id. */
    Schema schema(int id) {
        Schema known = read.get(id);
        if (known != null) {
            return known;
        }
        try {
            Schema schema = new Schema.Parser()
                    .parse(ask("GET", "schemas/ids/" + id, null).path("schema").asText());
            read.put(id, schema);
            return schema;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("The question for schema " + id + " was interrupted", e);
        }
    }

    private static String subject(String topic) {
        return topic + "-value";
    }

    /** Asked twice where it is refused: another service may have registered the same at that moment. */
    private int register(String topic, Schema schema) throws InterruptedException {
        String path = "subjects/" + subject(topic) + "/versions";
        Map<String, String> body = Map.of("schema", schema.toString());
        try {
            return ask("POST", path, body).path("id").asInt();
        } catch (IllegalStateException e) {
            return ask("POST", path, body).path("id").asInt();
        }
    }

    /** Registries are started anew, too. */
    private JsonNode ask(String method, String path, @Nullable Object body) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return askOnce(method, path, body);
            } catch (UnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(AGAIN_AFTER.toMillis());
            }
        }
    }

    private JsonNode askOnce(String method, String path, @Nullable Object body) throws InterruptedException {
        URI uri = base.resolve(path);
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(WITHIN)
                    .header("Content-Type", JSON)
                    .header("Accept", JSON)
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofString(MAPPER.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 500) {
                throw new UnavailableException(
                        "The schema registry answers %s %s with %d".formatted(method, uri, response.statusCode()),
                        null);
            }
            JsonNode answer = MAPPER.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException("The schema registry refuses %s %s (%d): %s"
                        .formatted(
                                method,
                                uri,
                                response.statusCode(),
                                answer.path("message").asText(response.body())));
            }
            return answer;
        } catch (IOException e) {
            throw new UnavailableException(
                    "The schema registry at %s does not answer; %s names it".formatted(base, URL), e);
        }
    }
}
