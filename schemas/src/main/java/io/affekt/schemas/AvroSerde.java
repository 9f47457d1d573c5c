package io.affekt.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions.TimestampMillisConversion;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.message.MissingSchemaException;
import org.apache.avro.specific.SpecificData;
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

    private final Class<T> type;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    public AvroSerde(Class<T> type) {
        this.type = type;
        SpecificData model = new SpecificData(type.getClassLoader());
        model.addLogicalTypeConversion(new TimestampMillisConversion());
        Schema schema = schemaOf(type);
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

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T event) {
        if (event == null) {
            return null;
        }
        try {
            ByteBuffer encoded = encoder.encode(event);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("Cannot write a " + type.getSimpleName() + " for topic " + topic, e);
        }
    }

    /**
     * @return the event, or null for a tombstone
     * @throws SerializationException when the bytes are not this event, or were written with a schema that no released
     *     build knows
     */
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return decoder.decode(bytes);
        } catch (MissingSchemaException e) {
            throw new SerializationException(
                    "A record of topic " + topic + " was written with a schema of " + type.getSimpleName()
                            + " that this build does not know; upgrade consumers before producers",
                    e);
        } catch (IOException | RuntimeException e) {
            // Random bytes make Avro's decoder fail in many ways, index errors among them.
            throw new SerializationException(
                    "A record of topic " + topic + " is not a " + type.getSimpleName()
                            + " in Avro single-object encoding",
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
