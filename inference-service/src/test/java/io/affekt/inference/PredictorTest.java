package io.affekt.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.EmotionClassifier;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictorTest {

    private static final String SPECIFICATION = TinyModel.SPECIFICATION;
    private static final Instant NOW = Instant.ofEpochMilli(1_000);
    private static ServingModel model;

    @BeforeAll
    static void train() {
        model = new ServingModel("emotion", 3, new EmotionClassifier(TinyModel.archive(1)), () -> {});
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static float[] values(int seed) {
        float[] values = new float[94 * 80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * (seed + 7)) % 13;
        }
        return values;
    }

    private static MfccVector.Builder vector(int index, String specification) {
        return MfccVector.newBuilder()
                .setCallId("call")
                .setChannel(1)
                .setRole(ChannelRole.customer)
                .setWindowIndex(index)
                .setStartMs(1500L * index)
                .setEndMs(1500L * index + 3000)
                .setRecordedAt(Instant.EPOCH)
                .setSpeechRatio(0.5f)
                .setLoudnessDbfs(-20f)
                .setFeatures(List.of(FeatureMatrix.newBuilder()
                        .setSpecification(specification)
                        .setFrames(94)
                        .setCoefficients(80)
                        .setMatrix(Matrices.encode(values(index)))
                        .build()));
    }

    private static List<Prediction> predict(double minConfidence, MfccVector... vectors) {
        return new Predictor(Optional.of(minConfidence), InstantSource.fixed(NOW)).predict(List.of(vectors), model);
    }

    @Test
    void shouldNameWindowModelAndSpecification() {
        Prediction prediction = predict(0, vector(2, SPECIFICATION).build()).get(0);

        assertThat(prediction.getPredictionId()).isEqualTo("call/1/2");
        assertThat(prediction.getModelName()).isEqualTo("emotion");
        assertThat(prediction.getModelVersion()).isEqualTo(3);
        assertThat(prediction.getFeatureSpecification()).isEqualTo(SPECIFICATION);
        assertThat(prediction.getProducedAt()).isEqualTo(NOW);
        assertThat(prediction.getEmotion()).isNotNull();
        assertThat(prediction.getPNeutral()
                        + prediction.getPCalm()
                        + prediction.getPHappy()
                        + prediction.getPSad()
                        + prediction.getPAngry()
                        + prediction.getPFearful()
                        + prediction.getPDisgust()
                        + prediction.getPSurprised())
                .isBetween(0.999f, 1.001f);
        assertThat(prediction.getAbstainReason()).isNull();
    }

    @Test
    void shouldAbstainWhereItCannotKnow() {
        List<Prediction> predictions = predict(
                0,
                vector(0, SPECIFICATION)
                        .setAbstainReason(AbstainReason.no_speech)
                        .build(),
                vector(1, SPECIFICATION).build(),
                vector(2, SPECIFICATION)
                        .setAbstainReason(AbstainReason.gap)
                        .setFeatures(List.of())
                        .build(),
                vector(3, "mfcc13-other").build());

        assertThat(predictions)
                .extracting(Prediction::getAbstainReason)
                .containsExactly(AbstainReason.no_speech, null, AbstainReason.gap, AbstainReason.no_features);
        assertThat(predictions).extracting(Prediction::getWindowIndex).containsExactly(0, 1, 2, 3);
        assertThat(predictions.get(0).getEmotion()).isNull();
        assertThat(predictions.get(0).getPNeutral()).isNull();
        assertThat(predictions.get(1).getEmotion()).isNotNull();
    }

    @Test
    void shouldMarkLowConfidenceAndSayTheEmotionAllTheSame() {
        Prediction prediction = predict(1, vector(0, SPECIFICATION).build()).get(0);

        assertThat(prediction.getAbstainReason()).isEqualTo(AbstainReason.low_confidence);
        assertThat(prediction.getEmotion()).isNotNull();
        assertThat(prediction.getConfidence()).isPositive();
    }
}
