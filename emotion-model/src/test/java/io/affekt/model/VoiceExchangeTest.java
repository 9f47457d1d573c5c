package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VoiceExchangeTest {

    private static final int COEFFICIENTS = 3;
    private static final int FRAMES = 50;

    /**
     * @param emotion what is heard: anger is 20 louder in coefficient 1
     * @param pitch added to coefficient 0
     * @param liveliness how much coefficient 2 moves
     */
    private record Said(String speaker, Emotion emotion, double pitch, double liveliness) {

        FeatureMatrix features() {
            float[] values = new float[FRAMES * COEFFICIENTS];
            for (int f = 0; f < FRAMES; f++) {
                values[f * COEFFICIENTS] = (float) (pitch + Math.cos(Math.PI * f));
                values[f * COEFFICIENTS + 1] = (float) ((emotion == Emotion.ANGRY ? 20 : 0) + Math.cos(Math.PI * f));
                values[f * COEFFICIENTS + 2] = (float) (liveliness * Math.cos(Math.PI * f));
            }
            return new FeatureMatrix(values, FRAMES, COEFFICIENTS);
        }
    }

    private record Sayings(List<Said> all) implements TrainingSet {

        @Override
        public int windows() {
            return all.size();
        }

        @Override
        public Emotion emotion(int window) {
            return all.get(window).emotion();
        }

        @Override
        public String speaker(int window) {
            return all.get(window).speaker();
        }

        @Override
        public String clip(int window) {
            return Integer.toString(window);
        }

        @Override
        public int copies(int window) {
            return 1;
        }

        @Override
        public FeatureMatrix features(int window, int copy) {
            return all.get(window).features();
        }
    }

    private final List<Said> sayings = new ArrayList<>();

    @BeforeEach
    void lowAndLively() {
        for (int i = 0; i < 200; i++) {
            sayings.add(new Said("low", i % 5 < 2 ? Emotion.CALM : Emotion.ANGRY, -10, 1));
            sayings.add(new Said("lively", i % 5 < 2 ? Emotion.ANGRY : Emotion.CALM, 10, 4));
        }
    }

    private static double mean(float[] values, int coefficient) {
        double sum = 0;
        for (int at = coefficient; at < values.length; at += COEFFICIENTS) {
            sum += values[at];
        }
        return sum * COEFFICIENTS / values.length;
    }

    private static double swing(float[] values, int coefficient) {
        return Math.abs(values[coefficient] - mean(values, coefficient));
    }

    /** What becomes of a window of a speaker in many draws. */
    private List<float[]> draws(String speaker) {
        VoiceExchange voices = new VoiceExchange(new Sayings(sayings), COEFFICIENTS);
        SplittableRandom random = new SplittableRandom(1);
        List<float[]> draws = new ArrayList<>();
        for (int draw = 0; draw < 400; draw++) {
            float[] values =
                    new Said(speaker, Emotion.ANGRY, -10, 1).features().values().clone();
            voices.apply(speaker, values, random);
            draws.add(values);
        }
        return draws;
    }

    @Test
    void shouldMoveAWindowOnTheWayToAnotherVoice() {
        List<float[]> draws = draws("low");

        assertThat(draws).allSatisfy(values -> {
            assertThat(mean(values, 0)).isBetween(-10.001, 10.0);
            assertThat(swing(values, 0)).isCloseTo(1, within(1e-3));
            assertThat(swing(values, 2)).isBetween(0.999, 4.0);
        });
        assertThat(draws).anySatisfy(values -> assertThat(mean(values, 0)).isGreaterThan(6));
        assertThat(draws).anySatisfy(values -> assertThat(swing(values, 2)).isGreaterThan(3));
        assertThat(draws.stream().filter(values -> mean(values, 0) < -9.99).count())
                .as("every second one goes on the way to its own voice")
                .isBetween(150L, 250L);
    }

    @Test
    void shouldLeaveWhatIsOfTheEmotion() {
        // Low is angry more often than lively is.
        assertThat(draws("low"))
                .allSatisfy(values -> assertThat(mean(values, 1)).isCloseTo(20, within(0.01)));
    }

    @Test
    void shouldDoubtAVoiceOfOneWindow() {
        sayings.clear();
        for (int i = 0; i < 200; i++) {
            sayings.add(new Said("known", Emotion.ANGRY, 0, 1));
        }
        sayings.add(new Said("hardly known", Emotion.ANGRY, 110, 1));

        assertThat(draws("known"))
                .allSatisfy(values -> assertThat(mean(values, 0)).isBetween(-10.1, 1.0));
    }
}
