package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The build step that refuses an incompatible change: every schema must read what each released version of it has
 * written, and the newest released version must be the present one.
 */
class SchemaCompatibilityTest {

    static Stream<Topic<?>> topics() {
        return Topics.ALL.stream().filter(topic -> topic.valueType() != null);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldReadEveryReleasedVersion(Topic<?> topic) {
        Schema current = AvroSerde.schemaOf(topic.valueType());

        for (Schema released : AvroSerde.released(topic.valueType())) {
            assertThat(problems(current, released)).as(topic.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldReleaseWhatItWrites(Topic<?> topic) {
        Schema current = AvroSerde.schemaOf(topic.valueType());

        List<Schema> released = AvroSerde.released(topic.valueType());

        assertThat(SchemaNormalization.toParsingForm(released.get(released.size() - 1)))
                .as(
                        "schemas/released/%s must end with the present schema: add it as the next version",
                        topic.valueType().getSimpleName())
                .isEqualTo(SchemaNormalization.toParsingForm(current));
    }

    @Test
    void shouldRefuseANewFieldWithoutDefault() {
        Schema released = record("{\"name\":\"a\",\"type\":\"string\"}");
        Schema changed = record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}");

        assertThat(problems(changed, released)).isNotEmpty();
    }

    @Test
    void shouldRefuseAChangeOfLogicalType() {
        Schema released = record("{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}}");
        Schema changed = record("{\"name\":\"at\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}}");

        assertThat(problems(changed, released)).singleElement().asString().contains("at");
    }

    private static Schema record(String fields) {
        return new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
    }

    private static List<String> problems(Schema reader, Schema writer) {
        List<String> problems = new ArrayList<>();
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            problems.add(result.getDescription());
        }
        logicalTypeChanges(reader, writer, reader.getName(), problems);
        return problems;
    }

    /** Avro's own check, and the fingerprint, do not see a change of logical type. */
    private static void logicalTypeChanges(Schema reader, Schema writer, String path, List<String> problems) {
        if (reader.getType() != writer.getType()) {
            return;
        }
        if (!Objects.equals(reader.getLogicalType(), writer.getLogicalType())) {
            problems.add(path + ": logical type " + writer.getLogicalType() + " became " + reader.getLogicalType());
        }
        switch (reader.getType()) {
            case RECORD ->
                reader.getFields().stream()
                        .filter(field -> writer.getField(field.name()) != null)
                        .forEach(field -> logicalTypeChanges(
                                field.schema(),
                                writer.getField(field.name()).schema(),
                                path + "." + field.name(),
                                problems));
            case ARRAY -> logicalTypeChanges(reader.getElementType(), writer.getElementType(), path + "[]", problems);
            case MAP -> logicalTypeChanges(reader.getValueType(), writer.getValueType(), path + "{}", problems);
            case UNION -> {
                for (int i = 0;
                        i < Math.min(reader.getTypes().size(), writer.getTypes().size());
                        i++) {
                    logicalTypeChanges(
                            reader.getTypes().get(i), writer.getTypes().get(i), path, problems);
                }
            }
            default -> {}
        }
    }
}
