package io.affekt.cli.evaluate;

import io.affekt.audio.Windows;
import io.affekt.model.ModelTrainer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The code that decides what a training gives: sound features, networks, training, splits. Reports and figures are not of
 * it.
 */
final class TrainingCode {

    private TrainingCode() {}

    /** SHA-256 over its classes, in hex. */
    static String sha256() throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(ModelTrainer.class, List.of("io/affekt/model", "io/affekt/model/network"), 1, digest);
            add(Windows.class, List.of("io/affekt/audio"), Integer.MAX_VALUE, digest);
            for (Class<?> here :
                    List.of(Split.class, FoldJob.class, ClipReader.class, ClipTrainingSet.class, WholeClips.class)) {
                add(here, digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Class<?> one, MessageDigest digest) throws IOException {
        try (InputStream in = one.getResourceAsStream(one.getSimpleName() + ".class")) {
            digest.update(Objects.requireNonNull(in).readAllBytes());
        }
    }

    private static void add(Class<?> of, List<String> packages, int depth, MessageDigest digest)
            throws IOException, URISyntaxException {
        Path place =
                Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            add(place, packages, depth, digest);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(place)) {
            add(jar.getPath("/"), packages, depth, digest);
        }
    }

    private static void add(Path root, List<String> packages, int depth, MessageDigest digest) throws IOException {
        for (String name : packages) {
            try (Stream<Path> files = Files.walk(root.resolve(name), depth)) {
                for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                    if (Files.isRegularFile(file)) {
                        digest.update(Files.readAllBytes(file));
                    }
                }
            }
        }
    }
}
