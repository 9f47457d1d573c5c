package io.affekt.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Avro single-object encoding of one event: two marker bytes, the fingerprint of the writer's schema, the binary datum.
 * It needs no registry, and reads what every released version of the event has written.
 *
 * <p>Where a {@link SchemaRegistry} is set, it writes as Confluent's serializers do: a zero, the schema's id in the registry,
 * the binary datum. It reads both, so that topics may hold both.
 *
 * <p>Thread-safe: one instance may serve all clients of a process. Classes are resolved through the loader of the event's
 * own class, so that two class loaders of an application server never meet.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">single-object encoding</a>
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T>, Serializer<T>, Deserializer<T> {

    static {
        // Avro believes the sizes that a record declares, up to 2 GB, unless it is told otherwise before it is loaded.
        limit("org.apache.avro.limits.bytes.maxLength", 16 << 20);
        limit("org.apache.avro.limits.string.maxLength", 1 << 20);
        limit("org.apache.avro.limits.collectionItems.maxLength", 1 << 20);
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    private static final byte REGISTERED = 0;
    private static final int HEADER = 1 + Integer.BYTES;

    private final Class<T> type;
    private final @Nullable SchemaRegistry registry;
    private final SpecificData model;
    private final Schema schema;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    public AvroSerde(Class<T> type) {
        this(type, SchemaRegistry.configured().orElse(null));
    }

    /** For what leaves Kafka, such as a file: single-object encoding, whatever is set. */
    public static <T extends SpecificRecord> AvroSerde<T> withoutRegistry(Class<T> type) {
        return new AvroSerde<>(type, null);
    }

    /** @param registry where schemas have ids; null to write without one */
    AvroSerde(Class<T> type, @Nullable SchemaRegistry registry) {
        this.type = type;
        this.registry = registry;
        model = new SpecificData(type.getClassLoader());
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        schema = schemaOf(type);
        encoder = new BinaryMessageEncoder<>(model, schema);
        decoder = new BinaryMessageDecoder<>(model, schema);
        released(type).forEach(decoder::addSchema);
    }

    /** The schema that this build writes. */
    static Schema schemaOf(Class<? extends SpecificRecord> type) {
        try {
            return type.getDeclaredConstructor().newInstance().getSchema();
        } catch (InstantiationException
                | IllegalAccessException
                | InvocationTargetException
                | NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is not a generated Avro record", e);
        }
    }

    /** The schemas that released builds have written, oldest first. */
    static List<Schema> released(Class<?> type) {
        List<Schema> schemas = new ArrayList<>();
        while (true) {
            String name = "/released/" + type.getSimpleName() + "/v" + (schemas.size() + 1) + ".avsc";
            try (InputStream in = type.getResourceAsStream(name)) {
                if (in == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + name, e);
            }
        }
    }

    /**
     * The schemas that a registry shall know, oldest first, the last being what this build writes: as they were released,
     * without what the generator adds for Java.
     */
    static List<Schema> published(Class<? extends SpecificRecord> type) {
        List<Schema> schemas = released(type);
        Schema current = schemaOf(type);
        if (schemas.isEmpty() || fingerprint(schemas.get(schemas.size() - 1)) != fingerprint(current)) {
            schemas.add(current);
        }
        return schemas;
    }

    private static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T event) {
        if (event == null) {
            return null;
        }
        try {
            if (registry != null) {
                return registered(registry.id(topic, type), event);
            }
            ByteBuffer encoded = encoder.encode(event);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (SchemaRegistry.UnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Cannot write a " + type.getSimpleName() + " for topic " + topic, e);
        }
    }

    private byte[] registered(int id, T event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(REGISTERED);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder binary = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<T>(schema, model).write(event, binary);
        binary.flush();
        return bytes.toByteArray();
    }

    private T decode(byte[] bytes) throws IOException {
        if (registry == null || bytes.length < HEADER || bytes[0] != REGISTERED) {
            return decoder.decode(bytes);
        }
        Schema writer = registry.schema(ByteBuffer.wrap(bytes).getInt(1));
        BinaryDecoder binary = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null);
        T event = new SpecificDatumReader<T>(writer, schema, model).read(null, binary);
        if (!binary.isEnd()) {
            throw new IOException("bytes are left behind the datum");
        }
        return event;
    }

    /**
     * @return the event, or null for a tombstone
     * @throws SerializationException when the bytes are not this event, or were written with a schema that no released
     *     build knows
     * @throws SchemaRegistry.UnavailableException when the registry is asked for a schema and does not answer
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return decode(bytes);
        } catch (SchemaRegistry.UnavailableException e) {
            throw e;
        } catch (MissingSchemaException e) {
            throw new SerializationException(
                    "A record of topic " + topic + " was written with a schema of " + type.getSimpleName()
                            + " that this build does not know; upgrade consumers before producers",
                    e);
        } catch (IOException | RuntimeException e) {
            // Random bytes make Avro's decoder fail in many ways, index errors among them.
            throw new SerializationException(
                    "A record of topic " + topic + " is not a " + type.getSimpleName()
                            + " in Avro single-object encoding"
                            + (registry == null ? "" : ", nor one that the registry knows"),
                    e);
        }
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
