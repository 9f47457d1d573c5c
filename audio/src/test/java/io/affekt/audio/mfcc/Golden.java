package io.affekt.audio.mfcc;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The reference values that librosa 0.11 computed; see {@code golden/manifest.json}. */
final class Golden {

    static final List<String> CLIPS = List.of(
            "chirp_bursts",
            "vowel_vibrato",
            "impulse",
            "silence",
            "short_40ms",
            "loud_quiet_top_db",
            "square_fullscale",
            "espeak_sentence");

    /** Specifications that vary all that the grammar can say, each with some of the clips. */
    static Stream<Arguments> grammar() {
        Path folder =
                Path.of(URI.create(Golden.class.getResource("/golden/grammar").toString()));
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".npy"))
                    .sorted()
                    .map(file -> {
                        String spec = file.getParent().getFileName().toString();
                        String clip = file.getFileName().toString().replace(".npy", "");
                        return Arguments.of(new Set("grammar/" + spec, FeatureSpecification.parse(spec)), clip);
                    })
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Set(String folder, FeatureSpecification spec) {
        static final List<Set> ALL = List.of(
                new Set("std_16000", FeatureSpecification.DEFAULT),
                new Set("std_22050", FeatureSpecification.parse("mfcc80-sr22050-win2048-fft2048-hop512-mel128-slaney")),
                new Set(
                        "speech_16000",
                        FeatureSpecification.parse("mfcc40-sr16000-win512-fft512-hop160-mel64-slaney")));

        float[] samples(String clip) {
            String name = "/golden/wav/" + clip + "_" + spec.sampleRate() + ".wav";
            try (Recording recording = Recording.open(Golden.class.getResourceAsStream(name), AudioLimits.DEFAULT)) {
                return recording.readFirstChannel();
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
        }

        double[][] matrix(String clip, String kind) {
            return npy("/golden/" + folder + "/" + clip + (folder.startsWith("grammar") ? "" : "." + kind) + ".npy");
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    private static final Pattern SHAPE = Pattern.compile("'descr': '<f([48])'.*'shape': \\((\\d+), (\\d+)\\)");

    private Golden() {}

    /** Rows x columns. */
    static double[][] npy(String resource) {
        try (InputStream in = Golden.class.getResourceAsStream(resource);
                DataInputStream data = new DataInputStream(in)) {
            data.skipNBytes(8);
            int headerLength = Short.toUnsignedInt(Short.reverseBytes(data.readShort()));
            String header = new String(data.readNBytes(headerLength), StandardCharsets.US_ASCII);
            Matcher m = SHAPE.matcher(header);
            if (!m.find()) {
                throw new IllegalStateException(resource + ": " + header);
            }
            boolean isDouble = m.group(1).equals("8");
            double[][] values = new double[Integer.parseInt(m.group(2))][Integer.parseInt(m.group(3))];
            ByteBuffer bytes = ByteBuffer.wrap(data.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            for (double[] row : values) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = isDouble ? bytes.getDouble() : bytes.getFloat();
                }
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    static double largestDifference(FrameMatrix actual, double[][] expected) {
        if (actual.width() != expected.length || actual.frames() != expected[0].length) {
            throw new AssertionError("shape " + actual.width() + " x " + actual.frames() + ", expected "
                    + expected.length + " x " + expected[0].length);
        }
        double largest = 0;
        for (int f = 0; f < actual.frames(); f++) {
            for (int i = 0; i < actual.width(); i++) {
                largest = Math.max(largest, Math.abs(actual.at(f, i) - expected[i][f]));
            }
        }
        return largest;
    }
}
