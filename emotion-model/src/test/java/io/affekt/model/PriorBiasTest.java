package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

class PriorBiasTest {

    @Test
    void shouldMakeTheOddsOfARareEmotionBetterByTheRootOfWhatWasLearned() {
        // given: a set where neutral windows are frequent
        SyntheticSpeech speech = new SyntheticSpeech(72, 1);
        TrainingSet set = new Subset(speech, window -> window < 16 || window % 8 == 0);
        int neutral = Emotion.NEUTRAL.ordinal();
        int angry = Emotion.ANGRY.ordinal();
        ModelShape shape = new ModelShape(Architecture.CNN1D, 40, SyntheticSpeech.FRAMES, 8);
        TrainingSettings settings =
                TrainingSettings.of(Architecture.CNN1D, SyntheticSpeech.SPECIFICATION, SyntheticSpeech.FRAMES, 1, 1);
        InputColumns columns = new InputColumns(shape, new InputView(40, false, 0, 0), SyntheticSpeech.SPECIFICATION);
        InputEncoder encoder = new InputEncoder(columns, Standardisation.fit(set, columns));
        ComputationGraph network = Networks.forTraining(shape, settings, 1, 1);
        List<FeatureMatrix> window = List.of(speech.features(0, 0));
        float[] before = Posteriors.of(network, encoder, window)[0];

        // when
        Networks.addToOutput(network, PriorBias.takenOut(set, 0.1, 0.5));

        // then: of 23 windows nine are neutral and two are angry, and an eightieth of every label is any emotion
        float[] after = Posteriors.of(network, encoder, window)[0];
        double better = after[angry] / after[neutral] / (before[angry] / before[neutral]);
        assertThat(better).isCloseTo(Math.sqrt((0.9 * 9 / 23 + 0.0125) / (0.9 * 2 / 23 + 0.0125)), within(1e-4));
        Networks.close(network);
    }
}
