package io.affekt.inference;

import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.Posteriors;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the prediction of each window of a batch, with one model. */
final class Predictor {

    private final Optional<Double> minConfidence;
    private final InstantSource clock;

    /** @param minConfidence below this probability a prediction is marked {@code low_confidence}; empty for the model's own */
    Predictor(Optional<Double> minConfidence, InstantSource clock) {
        this.minConfidence = minConfidence;
        this.clock = clock;
    }

    /** One prediction for each vector, in the same order. */
    List<Prediction> predict(List<MfccVector> vectors, ServingModel model) {
        String specification = model.classifier().featureSpecification();
        List<FeatureMatrix> batch = new ArrayList<>();
        int[] inBatch = new int[vectors.size()];
        for (int i = 0; i < inBatch.length; i++) {
            MfccVector vector = vectors.get(i);
            FeatureMatrix features = vector.getAbstainReason() == null ? features(vector, specification) : null;
            inBatch[i] = features == null ? -1 : batch.size();
            if (features != null) {
                batch.add(features);
            }
        }
        float[][] posteriors = model.classifier().classify(batch);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Prediction> predictions = new ArrayList<>(vectors.size());
        for (int i = 0; i < inBatch.length; i++) {
            predictions.add(prediction(
                    vectors.get(i), inBatch[i] < 0 ? null : posteriors[inBatch[i]], model, specification, now));
        }
        return predictions;
    }

    private static @Nullable FeatureMatrix features(MfccVector vector, String specification) {
        for (io.affekt.schemas.FeatureMatrix matrix : vector.getFeatures()) {
            if (matrix.getSpecification().equals(specification)) {
                return new FeatureMatrix(
                        Matrices.decode(matrix.getMatrix()), matrix.getFrames(), matrix.getCoefficients());
            }
        }
        return null;
    }

    private Prediction prediction(
            MfccVector vector, float @Nullable [] posterior, ServingModel model, String specification, Instant now) {
        Prediction.Builder prediction = Prediction.newBuilder()
                .setPredictionId(Keys.window(vector.getCallId(), vector.getChannel(), vector.getWindowIndex()))
                .setCallId(vector.getCallId())
                .setChannel(vector.getChannel())
                .setRole(vector.getRole())
                .setWindowIndex(vector.getWindowIndex())
                .setStartMs(vector.getStartMs())
                .setEndMs(vector.getEndMs())
                .setRecordedAt(vector.getRecordedAt())
                .setProducedAt(now)
                .setSpeechRatio(vector.getSpeechRatio())
                .setLoudnessDbfs(vector.getLoudnessDbfs())
                .setPitchHz(vector.getPitchHz())
                .setModelName(model.name())
                .setModelVersion(model.version())
                .setFeatureSpecification(specification);
        if (posterior == null) {
            AbstainReason reason = vector.getAbstainReason();
            return prediction
                    .setAbstainReason(reason == null ? AbstainReason.no_features : reason)
                    .build();
        }
        int best = Posteriors.mostProbable(posterior);
        double threshold = minConfidence.orElse(model.classifier().minConfidence());
        return prediction
                .setEmotion(
                        io.affekt.schemas.Emotion.valueOf(Emotion.ALL.get(best).label()))
                .setConfidence(posterior[best])
                .setAbstainReason(posterior[best] < threshold ? AbstainReason.low_confidence : null)
                .setPNeutral(posterior[Emotion.NEUTRAL.ordinal()])
                .setPCalm(posterior[Emotion.CALM.ordinal()])
                .setPHappy(posterior[Emotion.HAPPY.ordinal()])
                .setPSad(posterior[Emotion.SAD.ordinal()])
                .setPAngry(posterior[Emotion.ANGRY.ordinal()])
                .setPFearful(posterior[Emotion.FEARFUL.ordinal()])
                .setPDisgust(posterior[Emotion.DISGUST.ordinal()])
                .setPSurprised(posterior[Emotion.SURPRISED.ordinal()])
                .build();
    }
}
