package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Measures what share of windows with speech is kept, and of those without is abstained from, by kind of other sound.
 * Over a folder of real speech at 16 kHz, such as RAVDESS, or of sentences to put together:
 *
 * <pre>
 * ./mvnw test-compile exec:java -pl audio -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.affekt.audio.speech.VoiceActivityTable -Dexec.args="ravdess-16k/speech"
 * ./mvnw test-compile exec:java -pl audio -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.affekt.audio.speech.VoiceActivityTable -Dexec.args="audio/src/test/resources/speech sentences"
 * </pre>
 */
final class VoiceActivityTable {

    static final int[] RATIOS = {-5, 0, 5, 10, 15, 20, 25, 30};
    static final int[] LEVELS = {-45, -39, -33, -27, -21, -15, -9, -3};

    /**
     * A row.
     *
     * @param kept share of windows with speech at each of {@link #RATIOS} or {@link #LEVELS}; none for silence
     * @param abstained share of windows without speech; NaN where the sound is speech alone
     */
    record Row(String sound, double[] kept, double abstained) {}

    static final long SEED = 20_261_122;
    static final long[] CLOSE_SEEDS = {4242, 2027};
    /** Kinds without speech that are hard to tell from it, or that hide it: measured again over more windows. */
    static final Set<NonSpeech> CLOSE = EnumSet.of(NonSpeech.HOLD_MUSIC, NonSpeech.STREET_NOISE, NonSpeech.ROOM_HISS);

    private static final int[] CLOSE_RATIOS = {-5};

    private final SoundAnalyzer analyzer = new SoundAnalyzer();
    private final Augmentation telephone = Augmentation.parse("telephone");
    private final SplittableRandom random;
    private final Function<RandomGenerator, float[]> speech;

    /** @param speech draws a window with speech */
    VoiceActivityTable(Function<RandomGenerator, float[]> speech, long seed) {
        random = new SplittableRandom(seed);
        this.speech = speech;
    }

    /** Windows of a folder's sentences: two of three full, the others of 1 to 3 s. */
    static Function<RandomGenerator, float[]> sentences(Path folder) throws IOException {
        List<float[]> sentences = Mixtures.recordings(folder);
        return random -> Mixtures.speech(sentences, length(random), random);
    }

    private static int length(RandomGenerator random) {
        return random.nextInt(3) > 0 ? Windows.WINDOW_SAMPLES : random.nextInt(16_000, Windows.WINDOW_SAMPLES);
    }

    List<Row> measure(int windowsWithSpeech, int windowsWithout) {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("speech alone", keptAtLevels(windowsWithSpeech, sound -> sound), Double.NaN));
        rows.add(new Row(
                "speech by telephone",
                keptAtLevels(windowsWithSpeech / 3, sound -> telephone.apply(sound, 0)),
                Double.NaN));
        for (NonSpeech kind : NonSpeech.values()) {
            double[] kept = kind == NonSpeech.DIGITAL_SILENCE ? new double[0] : keptIn(kind, windowsWithSpeech, RATIOS);
            rows.add(new Row(name(kind), kept, abstained(kind, windowsWithout)));
        }
        return rows;
    }

    /** The {@link #CLOSE} kinds with speech at -5 dB, where that is hardest, and without it. */
    List<Row> measureClose(int windows) {
        return CLOSE.stream()
                .map(kind -> new Row(name(kind), keptIn(kind, windows, CLOSE_RATIOS), abstained(kind, windows)))
                .toList();
    }

    static String name(NonSpeech kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private double[] keptAtLevels(int windows, UnaryOperator<float[]> channel) {
        double[] kept = new double[LEVELS.length];
        for (int i = 0; i < windows; i++) {
            float[] voice = speech.apply(random);
            for (int l = 0; l < LEVELS.length; l++) {
                float[] sound = channel.apply(Mixtures.asSixteenBit(Mixtures.atLevel(voice, LEVELS[l])));
                kept[l] += analyzer.analyze(sound).holdsSpeech() ? 1.0 / windows : 0;
            }
        }
        return kept;
    }

    private double[] keptIn(NonSpeech kind, int windows, int[] ratios) {
        double[] kept = new double[ratios.length];
        for (int i = 0; i < windows; i++) {
            float[] voice = Mixtures.atLevel(speech.apply(random), -35 + 20 * random.nextDouble());
            float[] noise = kind.raw(voice.length, Part.TEST, random);
            for (int r = 0; r < ratios.length; r++) {
                boolean holdsSpeech =
                        analyzer.analyze(Mixtures.mix(voice, noise, ratios[r])).holdsSpeech();
                kept[r] += holdsSpeech ? 1.0 / windows : 0;
            }
        }
        return kept;
    }

    /** Every fifth window comes by telephone. */
    private double abstained(NonSpeech kind, int windows) {
        int abstained = 0;
        for (int i = 0; i < windows; i++) {
            float[] sound = kind.window(length(random), Part.TEST, random);
            abstained += analyzer.analyze(i % 5 == 0 ? telephone.apply(sound, 0) : sound)
                            .holdsSpeech()
                    ? 0
                    : 1;
        }
        return (double) abstained / windows;
    }

    /** The table as Markdown, percents. */
    static String markdown(List<Row> rows) {
        return markdown("speech at dBFS", LEVELS, rows.stream().filter(row -> Double.isNaN(row.abstained())))
                + '\n'
                + markdown("speech in, at SNR dB", RATIOS, rows.stream().filter(row -> !Double.isNaN(row.abstained())));
    }

    /** The table of {@link #measureClose}. */
    static String closeMarkdown(List<Row> rows) {
        return markdown("speech in, at SNR dB", CLOSE_RATIOS, rows.stream());
    }

    private static String markdown(String corner, int[] columns, Stream<Row> rows) {
        StringBuilder table = new StringBuilder("| ").append(corner);
        Arrays.stream(columns).forEach(column -> table.append(" | ").append(column));
        table.append(" | alone: abstained |\n|")
                .append(" --- |".repeat(columns.length + 2))
                .append('\n');
        rows.forEach(row -> {
            table.append("| ").append(row.sound());
            for (int i = 0; i < columns.length; i++) {
                table.append(" | ").append(row.kept().length == 0 ? "" : percent(row.kept()[i]));
            }
            table.append(" | ")
                    .append(Double.isNaN(row.abstained()) ? "" : percent(row.abstained()))
                    .append(" |\n");
        });
        return table.toString();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        if (arguments.length > 1) {
            Function<RandomGenerator, float[]> speech = sentences(folder);
            System.out.println(markdown(new VoiceActivityTable(speech, SEED).measure(50, 60)));
            for (long seed : CLOSE_SEEDS) {
                System.out.println(closeMarkdown(new VoiceActivityTable(speech, seed).measureClose(400)));
            }
            return;
        }
        List<float[]> windows = Mixtures.recordings(folder).stream()
                .flatMap(recording -> Arrays.stream(Windows.cut(recording)))
                .toList();
        SoundAnalyzer analyzer = new SoundAnalyzer();
        long kept = windows.stream()
                .filter(window -> analyzer.analyze(window).holdsSpeech())
                .count();
        System.out.printf(Locale.ROOT, "%d of %d windows as they are kept%n%n", kept, windows.size());
        VoiceActivityTable table = new VoiceActivityTable(random -> windows.get(random.nextInt(windows.size())), SEED);
        System.out.println(markdown(table.measure(200, 100)));
    }
}
