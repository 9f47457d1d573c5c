package io.affekt.dashboard.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/** Rows for programs that read tables: CSV with a header, or a JSON object a line; names and times as in JSON. */
final class TableWriter {

    static final String CSV = "text/csv;charset=utf-8";
    static final String JSON_LINES = "application/x-ndjson";

    private static final CsvMapper CSV_MAPPER = configured(CsvMapper.builder()).build();
    private static final ObjectMapper JSON = configured(JsonMapper.builder()).build();

    private TableWriter() {}

    private static <B extends MapperBuilder<?, B>> B configured(B builder) {
        return builder.addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }

    /** @param type what the rows are: its components are the columns */
    static <T> String csv(List<T> rows, Class<T> type) {
        return write(CSV_MAPPER.writer(CSV_MAPPER.schemaFor(type).withHeader()), rows);
    }

    static String jsonLines(List<?> rows) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> lines.append(write(JSON.writer(), row)).append('\n'));
        return lines.toString();
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A table could not be written", e);
        }
    }
}
