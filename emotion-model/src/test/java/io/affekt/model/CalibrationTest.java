package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private final List<Emotion> labels = new ArrayList<>();
    private final List<float[]> posteriors = new ArrayList<>();

    /** Somebody who says {@code said} for sure, and is right in a share of cases. */
    private void answers(int count, float said, double right) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < count; i++) {
            float[] posterior = new float[8];
            Arrays.fill(posterior, (1 - said) / 7);
            posterior[2] = said;
            posteriors.add(posterior);
            labels.add(random.nextDouble() < right ? Emotion.HAPPY : Emotion.values()[3 + random.nextInt(5)]);
        }
    }

    @Test
    void shouldMakeAnOverconfidentModelAsSureAsItIsRight() {
        answers(4000, 0.95f, 0.6);

        Calibration calibration = Calibration.fit(labels, posteriors, 0, 1);

        assertThat(calibration.temperature()).isGreaterThan(1);
        assertThat((double) calibration.apply(posteriors.get(0))[2]).isCloseTo(0.6, within(0.05));
    }

    @Test
    void shouldKeepTheOrderOfTheEmotions() {
        float[] posterior = {0.4f, 0.3f, 0.1f, 0.05f, 0.05f, 0.05f, 0.03f, 0.02f};

        float[] tempered = new Calibration(2.5, 0).apply(posterior);

        for (int e = 1; e < tempered.length; e++) {
            assertThat(tempered[e]).isLessThanOrEqualTo(tempered[e - 1]);
        }
        assertThat(tempered[0]).isLessThan(posterior[0]);
    }

    @Test
    void shouldReadTheThresholdFromTheWantedPrecision() {
        answers(300, 0.9f, 1);
        answers(700, 0.3f, 0.2);

        double threshold = Calibration.fit(labels, posteriors, 0.8, 1).minConfidence();
        double none = Calibration.fit(labels, posteriors, 0, 1).minConfidence();

        Calibration calibration = Calibration.fit(labels, posteriors, 0.8, 1);
        assertThat((double) calibration.apply(posteriors.get(0))[2]).isGreaterThanOrEqualTo(threshold);
        assertThat((double) calibration.apply(posteriors.get(999))[2]).isLessThan(threshold);
        assertThat((double) calibration.apply(posteriors.get(999))[2]).isGreaterThanOrEqualTo(none);
    }

    @Test
    void shouldReadTheThresholdOfAMeanFromWhatIsSaidAsSurely() {
        answers(500, 0.9f, 1);
        answers(500, 0.3f, 0.2);

        // when
        Calibration mean = Calibration.fit(labels, posteriors, 0.8, 3);

        // then: the mean is made surer, and the same answers pass
        assertThat(mean.temperature())
                .isLessThan(Calibration.fit(labels, posteriors, 0.8, 1).temperature());
        assertThat((double) mean.apply(posteriors.get(0))[2]).isEqualTo(mean.minConfidence(), within(1e-6));
    }

    @Test
    void shouldLeavePosteriorsAloneWhereThereIsNothingToLearnFrom() {
        Calibration calibration = Calibration.fit(List.of(), List.of(), 0.7, 1);

        assertThat(calibration).isEqualTo(new Calibration(1, 0));
    }
}
