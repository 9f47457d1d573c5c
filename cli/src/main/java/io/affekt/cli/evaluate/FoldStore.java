package io.affekt.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.corpus.LabeledRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Keeps the result of each training as a file of its own, under a name that hangs on all that decides it: corpus, features,
 * settings, split and code. An evaluation that was interrupted goes on where it was.
 */
final class FoldStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> lineage;

    /** @param folder where results are kept */
    FoldStore(Path folder, List<LabeledRecording> recordings) throws IOException {
        this.folder = Files.createDirectories(folder);
        StringBuilder all = new StringBuilder();
        for (LabeledRecording recording : recordings) {
            all.append(recording.name())
                    .append(' ')
                    .append(recording.emotion())
                    .append(' ')
                    .append(recording.speaker())
                    .append(' ')
                    .append(recording.song())
                    .append(' ')
                    .append(new TreeMap<>(recording.groups()))
                    .append(' ')
                    .append(sha256(Files.readAllBytes(recording.file())))
                    .append('\n');
        }
        lineage = new TreeMap<>(Map.of(
                "corpus, SHA-256", sha256(all.toString().getBytes(StandardCharsets.UTF_8)),
                "code of features and training, SHA-256", TrainingCode.sha256()));
    }

    /** What decides every result that is kept here, for people. */
    Map<String, String> lineage() {
        return lineage;
    }

    /**
     * The result that was kept, or what the training gives now, which is kept then.
     *
     * @param name for the file
     * @param decidedBy what decides the result beside corpus and code
     * @param type what is kept, as JSON
     */
    <T> T get(String name, String decidedBy, Class<T> type, Supplier<T> training) throws IOException {
        String key = sha256((lineage + decidedBy).getBytes(StandardCharsets.UTF_8));
        Path whole = folder.resolve(name + "-" + key.substring(0, 12) + ".json");
        if (Files.exists(whole)) {
            return JSON.readValue(whole.toFile(), type);
        }
        T result = training.get();
        // Whole or not at all, even when the process is killed meanwhile.
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        JSON.writeValue(part.toFile(), result);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return result;
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
