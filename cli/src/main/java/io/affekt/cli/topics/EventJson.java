package io.affekt.cli.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Events as JSON objects: field names as in the schema, times as ISO 8601, bytes as Base64. */
public final class EventJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    /** One line. */
    public static String line(SpecificRecord event) {
        return line(object(event));
    }

    public static String line(Map<String, @Nullable Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, @Nullable Object> object(SpecificRecord event) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Schema.Field field : event.getSchema().getFields()) {
            object.put(field.name(), value(event.get(field.pos())));
        }
        return object;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof SpecificRecord event) {
            return object(event);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EventJson::value).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            map.forEach((key, item) -> object.put(String.valueOf(key), value(item)));
            return object;
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Base64.getEncoder().encodeToString(copy);
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
