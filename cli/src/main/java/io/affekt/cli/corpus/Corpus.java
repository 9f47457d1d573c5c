package io.affekt.cli.corpus;

import io.affekt.model.Emotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the labelled recordings of a folder: by a {@code labels.csv} (columns file, emotion, speaker) or by RAVDESS file
 * names (modality-channel-emotion-intensity-statement-repetition-actor) anywhere below it.
 */
public final class Corpus {

    private static final String LABELS = "labels.csv";
    private static final Pattern RAVDESS =
            Pattern.compile("\\d\\d-(01|02)-(0[1-8])-(\\d\\d)-\\d\\d-\\d\\d-(\\d\\d)\\.(?:wav|flac)");

    private Corpus() {}

    /**
     * The recordings in the order of their paths.
     *
     * @throws IOException with a message fit for people when there are none, a label cannot be read, or two have the same
     *     name: copies of one recording would be trained on and tested on
     */
    public static List<LabeledRecording> read(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder");
        }
        Path labels = folder.resolve(LABELS);
        List<LabeledRecording> recordings = Files.exists(labels) ? fromCsv(folder, labels) : fromNames(folder);
        if (recordings.isEmpty()) {
            throw new IOException(folder + " holds no labelled recordings: neither a " + LABELS
                    + " with the columns file,emotion,speaker nor files with RAVDESS names");
        }
        requireOneOfEachName(recordings);
        return recordings;
    }

    private static void requireOneOfEachName(List<LabeledRecording> recordings) throws IOException {
        Map<String, Path> files = new HashMap<>();
        for (LabeledRecording recording : recordings) {
            Path other = files.putIfAbsent(recording.name(), recording.file());
            if (other != null) {
                throw new IOException("Two recordings are called " + recording.name() + ": " + other + " and "
                        + recording.file() + "; give a folder that holds each recording once");
            }
        }
    }

    /** Letters, digits, dots, lines and underscores of a path, without the file's ending: fit for the id of a call. */
    private static String name(Path file) {
        return file.toString().replaceFirst("\\.[^./\\\\]*$", "").replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static List<LabeledRecording> fromNames(Path folder) throws IOException {
        List<LabeledRecording> recordings = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.comparing(Path::toString)).forEach(file -> {
                LabeledRecording recording = fromName(file);
                if (recording != null) {
                    recordings.add(recording);
                }
            });
        }
        return recordings;
    }

    private static @Nullable LabeledRecording fromName(Path file) {
        Matcher name = RAVDESS.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return null;
        }
        boolean song = name.group(1).equals("02");
        boolean female = Integer.parseInt(name.group(4)) % 2 == 0;
        return new LabeledRecording(
                file,
                name(file.getFileName()),
                Emotion.ALL.get(Integer.parseInt(name.group(2)) - 1),
                "actor-" + name.group(4),
                song,
                Map.of(
                        "gender", female ? "female" : "male",
                        "intensity", name.group(3).equals("02") ? "strong" : "normal",
                        "kind", song ? "song" : "speech"));
    }

    private static List<LabeledRecording> fromCsv(Path folder, Path labels) throws IOException {
        List<String> lines = Files.readAllLines(labels);
        List<LabeledRecording> recordings = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || i == 0 && line.equals("file,emotion,speaker")) {
                continue;
            }
            String where = labels + ", line " + (i + 1) + ": ";
            String[] columns = line.split(",", -1);
            if (columns.length != 3) {
                throw new IOException(where + "expected file,emotion,speaker but found '" + line + "'");
            }
            Path file = folder.resolve(columns[0].strip());
            if (!Files.isRegularFile(file)) {
                throw new IOException(where + "there is no file " + file);
            }
            try {
                recordings.add(new LabeledRecording(
                        file,
                        name(Path.of(columns[0].strip())),
                        Emotion.named(columns[1].strip()),
                        columns[2].strip(),
                        false,
                        Map.of()));
            } catch (IllegalArgumentException e) {
                throw new IOException(where + e.getMessage(), e);
            }
        }
        return recordings;
    }
}
