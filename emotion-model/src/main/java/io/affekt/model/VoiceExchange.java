package io.affekt.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Makes a window sound as if somebody else had said it. A voice is what a speaker's windows have in common once their
 * emotions are accounted for: how far mean and deviation of each coefficient over a window lie from those of all windows with
 * that emotion. A window is moved from its own voice on the way to another one of the training set, so that a network meets
 * voices between those that it has. Thread-safe.
 */
final class VoiceExchange {

    /** Windows that say as much of a voice as what is known of all voices does: nobody is known by one window. */
    private static final int DOUBT = 10;

    private static final double SMALLEST_DEVIATION = 0.01;

    private final int coefficients;
    /** Of each speaker: means, then logarithms of deviations, as far as they are the voice's own. */
    private final Map<String, float[]> voices;

    private final List<float[]> all;

    /**
     * Learns the voices from the original copies of all windows. Heap: sixteen bytes for each speaker and coefficient.
     *
     * @param coefficients how many of a matrix's first coefficients are read
     */
    VoiceExchange(TrainingSet set, int coefficients) {
        this.coefficients = coefficients;
        Sums[] ofEmotions = new Sums[Emotion.ALL.size()];
        Arrays.setAll(ofEmotions, emotion -> new Sums(coefficients));
        Map<String, Sums> ofSpeakers = new TreeMap<>();
        for (int w = 0; w < set.windows(); w++) {
            FeatureMatrix matrix = set.features(w, 0);
            double[] statistics = statistics(matrix.values(), matrix.coefficients());
            int emotion = set.emotion(w).ordinal();
            ofEmotions[emotion].add(statistics, emotion);
            ofSpeakers
                    .computeIfAbsent(set.speaker(w), speaker -> new Sums(coefficients))
                    .add(statistics, emotion);
        }
        voices = new TreeMap<>();
        ofSpeakers.forEach((speaker, sums) -> voices.put(speaker, sums.voice(ofEmotions)));
        all = List.copyOf(voices.values());
    }

    /** Statistics of windows, added up. */
    private static final class Sums {

        private final float[] sums;
        private final int[] windows = new int[Emotion.ALL.size()];

        Sums(int coefficients) {
            sums = new float[2 * coefficients];
        }

        void add(double[] statistics, int emotion) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += (float) statistics[i];
            }
            windows[emotion]++;
        }

        float[] voice(Sums[] ofEmotions) {
            float[] voice = sums.clone();
            for (int e = 0; e < windows.length; e++) {
                for (int i = 0; windows[e] > 0 && i < voice.length; i++) {
                    voice[i] -= windows[e] * ofEmotions[e].sums[i] / ofEmotions[e].windows[e];
                }
            }
            int known = Arrays.stream(windows).sum();
            for (int i = 0; i < voice.length; i++) {
                voice[i] /= known + DOUBT;
            }
            return voice;
        }
    }

    /**
     * Moves frames of {@link #coefficients} values, in place, a random part of the way from their speaker's voice to a random
     * one.
     *
     * @param speaker one of the set's
     * @throws IllegalArgumentException when it is not
     */
    void apply(String speaker, float[] values, SplittableRandom random) {
        float[] from = voices.get(speaker);
        if (from == null) {
            throw new IllegalArgumentException("Nothing is known of the voice of '" + speaker + "'");
        }
        float[] to = all.get(random.nextInt(all.size()));
        double way = random.nextDouble();
        double[] statistics = statistics(values, coefficients);
        for (int c = 0; c < coefficients; c++) {
            float mean = (float) statistics[c];
            float movedMean = (float) (mean + way * (to[c] - from[c]));
            float stretch = (float) Math.exp(way * (to[coefficients + c] - from[coefficients + c]));
            for (int at = c; at < values.length; at += coefficients) {
                values[at] = movedMean + stretch * (values[at] - mean);
            }
        }
    }

    /** Means of the first coefficients over the frames, then logarithms of their deviations. */
    private double[] statistics(float[] values, int row) {
        int frames = values.length / row;
        double[] statistics = new double[2 * coefficients];
        for (int c = 0; c < coefficients; c++) {
            double sum = 0;
            double squares = 0;
            for (int at = c; at < values.length; at += row) {
                sum += values[at];
                squares += (double) values[at] * values[at];
            }
            double mean = sum / frames;
            statistics[c] = mean;
            statistics[coefficients + c] =
                    Math.log(Math.max(SMALLEST_DEVIATION, Math.sqrt(Math.max(0, squares / frames - mean * mean))));
        }
        return statistics;
    }
}
