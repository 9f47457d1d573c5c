package io.affekt.benchmarks.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps figures as JSON lines, each with what it was measured on. */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> circumstances = new LinkedHashMap<>();
    private final @Nullable Path out;

    /** @param out the file that lines are appended to; null for none */
    Results(String benchmark, List<String> settings, int instances, @Nullable Path out) {
        this.out = out;
        circumstances.put("benchmark", benchmark);
        circumstances.put("date", LocalDate.now().toString());
        circumstances.put("processors", Runtime.getRuntime().availableProcessors());
        circumstances.put("java", System.getProperty("java.vm.version"));
        circumstances.put("instances", instances);
        circumstances.put("settings", settings);
    }

    /** Keeps a line of figures. */
    void add(Map<String, ?> figures) throws IOException {
        if (out == null) {
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>(circumstances);
        line.putAll(figures);
        Files.writeString(
                out,
                JSON.writeValueAsString(line) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
