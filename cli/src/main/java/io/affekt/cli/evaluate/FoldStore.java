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
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the result of each training as a file of its own, under a name that hangs on all that decides it: corpus, features,
 * settings, split and code. An evaluation that was interrupted goes on where it was.
 */
final class FoldStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String corpusAndCode;

    /** @param folder where results are kept */
    FoldStore(Path folder, List<LabeledRecording> recordings) throws IOException {
        this.folder = Files.createDirectories(folder);
        StringBuilder all = new StringBuilder(TrainingCode.sha256()).append('\n');
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
        corpusAndCode = all.toString();
    }

    Optional<FoldResult> find(FoldJob job) throws IOException {
        Path file = file(job);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), FoldResult.class)) : Optional.empty();
    }

    /** Whole or not at all, even when the process is killed meanwhile. */
    void keep(FoldJob job, FoldResult result) throws IOException {
        Path whole = file(job);
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        JSON.writeValue(part.toFile(), result);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(FoldJob job) {
        Protocol protocol = job.protocol();
        String decides = String.join(
                "\n",
                corpusAndCode,
                protocol.settings(job.seed()).toString(),
                protocol.song().toString(),
                EvaluateCommand.AUGMENTATIONS.toString());
        return folder.resolve("%s-seed%d-fold%d-%s.json"
                .formatted(
                        protocol.name(),
                        job.seed(),
                        job.fold(),
                        sha256(decides.getBytes(StandardCharsets.UTF_8)).substring(0, 12)));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
