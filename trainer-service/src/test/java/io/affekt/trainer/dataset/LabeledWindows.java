package io.affekt.trainer.dataset;

import io.affekt.schemas.ChannelRole;
import io.affekt.schemas.Emotion;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import java.time.Instant;
import java.util.List;

/** Records of {@code labeled-features} as feature-service publishes them. */
public final class LabeledWindows {

    public static final String SPECIFICATION = "mfcc2-x";

    private LabeledWindows() {}

    public static LabeledFeatures of(
            String call, int window, String speaker, String augmentation, Emotion emotion, FeatureMatrix matrix) {
        return LabeledFeatures.newBuilder()
                .setVector(MfccVector.newBuilder()
                        .setCallId(call)
                        .setChannel(0)
                        .setRole(ChannelRole.customer)
                        .setWindowIndex(window)
                        .setStartMs(0)
                        .setEndMs(3000)
                        .setRecordedAt(Instant.EPOCH)
                        .setFeatures(List.of(matrix))
                        .build())
                .setEmotion(emotion)
                .setSpeaker(speaker)
                .setAnnotator("corpus")
                .setAugmentation(augmentation)
                .build();
    }

    public static FeatureMatrix matrix(int frames, int coefficients, float... values) {
        return FeatureMatrix.newBuilder()
                .setSpecification(SPECIFICATION)
                .setFrames(frames)
                .setCoefficients(coefficients)
                .setMatrix(Matrices.encode(values))
                .build();
    }

    public static String key(LabeledFeatures labeled) {
        MfccVector vector = labeled.getVector();
        return Keys.labeledWindow(
                vector.getCallId(), vector.getChannel(), vector.getWindowIndex(), labeled.getAugmentation());
    }

    public static void put(DatasetBuilder into, LabeledFeatures labeled) {
        into.put(key(labeled), labeled);
    }
}
