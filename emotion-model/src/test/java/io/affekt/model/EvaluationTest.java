package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static float[] sure(Emotion emotion, float confidence) {
        float[] posterior = new float[8];
        Arrays.fill(posterior, (1 - confidence) / 7);
        posterior[emotion.ordinal()] = confidence;
        return posterior;
    }

    @Test
    void shouldWeighEveryEmotionAlike() {
        Evaluation evaluation = Evaluation.of(
                List.of(Emotion.ANGRY, Emotion.ANGRY, Emotion.ANGRY, Emotion.SAD),
                List.of(
                        sure(Emotion.ANGRY, 0.9f),
                        sure(Emotion.ANGRY, 0.9f),
                        sure(Emotion.ANGRY, 0.9f),
                        sure(Emotion.ANGRY, 0.9f)));

        assertThat(evaluation.accuracy()).isEqualTo(0.75);
        assertThat(evaluation.uar()).isEqualTo(0.5);
        assertThat(evaluation.macroF1()).isCloseTo((2 * 3.0 / 7) / 2, within(1e-9));
        assertThat(evaluation.ece()).as("90 % sure, 75 % right").isCloseTo(0.15, within(1e-6));
        assertThat(evaluation.confusion()[Emotion.SAD.ordinal()][Emotion.ANGRY.ordinal()])
                .isEqualTo(1);
    }

    @Test
    void shouldAverageTheWindowsOfAClip() {
        float[] together = Posteriors.geometricMean(List.of(sure(Emotion.SAD, 0.9f), sure(Emotion.HAPPY, 0.9f)));

        assertThat(together[Emotion.SAD.ordinal()])
                .isEqualTo(together[Emotion.HAPPY.ordinal()])
                .isGreaterThan(0.3f);
        assertThat(together[Emotion.SAD.ordinal()]).isLessThan(0.5f);
    }

    @Test
    void shouldHoldASpeakerOutForEver() {
        Set<String> few = new TreeSet<>();
        for (int i = 1; i <= 10; i++) {
            few.add("actor-" + i);
        }
        Set<String> many = new TreeSet<>(few);
        for (int i = 11; i <= 200; i++) {
            many.add("actor-" + i);
        }

        Set<String> heldOutOfFew = HeldOutSpeakers.of(few);
        Set<String> heldOutOfMany = HeldOutSpeakers.of(many);

        assertThat(heldOutOfFew).isNotEmpty();
        assertThat(heldOutOfMany).hasSizeBetween(20, 60).containsAll(heldOutOfFew);
        assertThat(HeldOutSpeakers.of(Set.of("a", "b"))).isNotEmpty().hasSizeLessThan(3);
        assertThat(HeldOutSpeakers.of(Set.of("alone"))).isEmpty();
    }

    @Test
    void shouldLetANetworkThatRulesAnEmotionOutCountForMore() {
        // given: one network is all but sure that it is not sad, the other leans to sad
        float[] never = {0.5f, 0.499f, 0, 0.001f, 0, 0, 0, 0};
        float[] rather = {0.2f, 0.2f, 0, 0.6f, 0, 0, 0, 0};

        float[] together = Posteriors.geometricMean(List.of(never, rather));

        assertThat(Posteriors.mostProbable(together)).isEqualTo(Emotion.NEUTRAL.ordinal());
        assertThat(together[0]).isCloseTo(0.4816f, within(0.0001f));
        float sum = 0;
        for (float p : together) {
            sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-6f));
        assertThat(Posteriors.geometricMean(List.of(rather))).isSameAs(rather);
    }

    @Test
    void shouldListenToAWindowByTheSpeechThatItHolds() {
        // given
        float[] much = sure(Emotion.SAD, 0.6f);
        float[] little = sure(Emotion.HAPPY, 0.9f);

        // when
        float[] together = Posteriors.geometricMean(List.of(much, little), new double[] {2.4, 0.6});

        // then: the logarithms of the odds, 4 to 1
        double odds = Math.pow(much[Emotion.SAD.ordinal()] / much[Emotion.HAPPY.ordinal()], 0.8)
                * Math.pow(little[Emotion.SAD.ordinal()] / little[Emotion.HAPPY.ordinal()], 0.2);
        assertThat(together[Emotion.SAD.ordinal()] / (double) together[Emotion.HAPPY.ordinal()])
                .isCloseTo(odds, within(1e-4));
        assertThat(Posteriors.geometricMean(List.of(much, little), new double[] {1, 1}))
                .isEqualTo(Posteriors.geometricMean(List.of(much, little)));
    }
}
