package io.affekt.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes a window sound as if somebody else had said it. A voice is how far mean and deviation of a speaker's coefficients lie
 * from everybody's once the emotions are accounted for: what is exchanged is who speaks, not how. A window is moved from its
 * own voice a part of the way to another one of the training set, so that a network meets voices between those that it has.
 * Thread-safe.
 */
final class VoiceExchange {

    /** Frames that say as much of a voice as is known of all voices together, about ten windows: nobody is known by one. */
    private static final int DOUBT = 1000;

    private static final double SMALLEST_VARIANCE = 1e-3;

    /**
     * @param mean of each coefficient, for each emotion alike
     * @param deviation of each coefficient, with the emotions' differences taken out
     */
    private record Voice(float[] mean, float[] deviation) {}

    private final int coefficients;
    private final Map<String, Voice> voices = new TreeMap<>();
    private final List<Voice> all;

    /**
     * Learns the voices from the original copies of all windows, in two passes.
     *
     * @param coefficients how many of a matrix's first coefficients are read
     */
    VoiceExchange(TrainingSet set, int coefficients) {
        this.coefficients = coefficients;
        Sums everybody = new Sums(coefficients);
        Sums[] ofEmotions = new Sums[Emotion.ALL.size()];
        Arrays.setAll(ofEmotions, emotion -> new Sums(coefficients));
        float[] nothing = new float[coefficients];
        for (int w = 0; w < set.windows(); w++) {
            FeatureMatrix matrix = set.features(w, 0);
            everybody.add(matrix, nothing);
            ofEmotions[set.emotion(w).ordinal()].add(matrix, nothing);
        }
        float[] mean = everybody.means();
        float[][] emotions = new float[ofEmotions.length][];
        Arrays.setAll(emotions, emotion -> ofEmotions[emotion].means());
        Map<String, Sums> ofSpeakers = new TreeMap<>();
        for (int w = 0; w < set.windows(); w++) {
            ofSpeakers
                    .computeIfAbsent(set.speaker(w), speaker -> new Sums(coefficients))
                    .add(set.features(w, 0), emotions[set.emotion(w).ordinal()]);
        }
        double[] usual = usualVariances(ofSpeakers.values());
        ofSpeakers.forEach((speaker, sums) -> voices.put(speaker, sums.voice(mean, usual)));
        all = List.copyOf(voices.values());
    }

    /** Within a voice, not between voices. */
    private double[] usualVariances(Collection<Sums> ofSpeakers) {
        long frames = ofSpeakers.stream().mapToLong(speaker -> speaker.frames).sum();
        return IntStream.range(0, coefficients)
                .mapToDouble(c -> ofSpeakers.stream()
                        .mapToDouble(speaker -> speaker.frames * speaker.variance(c) / frames)
                        .sum())
                .toArray();
    }

    /** Sums over frames, of coefficients and their squares. */
    private static final class Sums {

        private final double[] sums;
        private final double[] squares;
        private long frames;

        Sums(int coefficients) {
            sums = new double[coefficients];
            squares = new double[coefficients];
        }

        /** @param less what is subtracted from each frame */
        void add(FeatureMatrix matrix, float[] less) {
            for (int f = 0; f < matrix.frames(); f++) {
                for (int c = 0; c < sums.length; c++) {
                    double value = matrix.at(f, c) - less[c];
                    sums[c] += value;
                    squares[c] += value * value;
                }
            }
            frames += matrix.frames();
        }

        float[] means() {
            float[] means = new float[sums.length];
            for (int c = 0; c < means.length; c++) {
                means[c] = (float) (sums[c] / Math.max(1, frames));
            }
            return means;
        }

        private double variance(int c) {
            double mean = sums[c] / frames;
            return Math.max(SMALLEST_VARIANCE, squares[c] / frames - mean * mean);
        }

        /** What these frames say of a voice, as far as they are enough to say it. */
        Voice voice(float[] mean, double[] usualVariances) {
            double known = (double) frames / (frames + DOUBT);
            float[] means = new float[sums.length];
            float[] deviations = new float[sums.length];
            for (int c = 0; c < sums.length; c++) {
                means[c] = (float) (mean[c] + known * sums[c] / frames);
                deviations[c] =
                        (float) Math.sqrt(Math.pow(variance(c), known) * Math.pow(usualVariances[c], 1 - known));
            }
            return new Voice(means, deviations);
        }
    }

    /**
     * Moves frames of the coefficients that are read, in place, a random part of the way from their speaker's voice to a random
     * one.
     *
     * @param speaker one of the set's
     * @throws IllegalArgumentException when it is not
     */
    void apply(String speaker, float[] values, SplittableRandom random) {
        Voice from = voices.get(speaker);
        if (from == null) {
            throw new IllegalArgumentException("Nothing is known of the voice of '" + speaker + "'");
        }
        Voice to = all.get(random.nextInt(all.size()));
        double way = random.nextDouble();
        float[] stretch = new float[coefficients];
        float[] shift = new float[coefficients];
        for (int c = 0; c < coefficients; c++) {
            stretch[c] = (float) Math.pow(to.deviation[c] / from.deviation[c], way);
            double mean = from.mean[c] + way * (to.mean[c] - from.mean[c]);
            shift[c] = (float) (mean - stretch[c] * from.mean[c]);
        }
        for (int at = 0; at < values.length; at += coefficients) {
            for (int c = 0; c < coefficients; c++) {
                values[at + c] = stretch[c] * values[at + c] + shift[c];
            }
        }
    }
}
