package io.affekt.benchmarks.ledger;

import io.affekt.schemas.Emotion;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Prediction;
import io.affekt.schemas.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What windows are in an undisturbed run, by their sound: learned from the first time that a sound comes, or from
 * another ledger's run. Thread-safe.
 */
public final class Reference {

    /** The posteriors of a window differ by so much between batches of other sizes. */
    private static final float TOLERANCE = 1e-6f;

    private record Sound(String content, String of) {}

    private record Made(Sound sound, int version) {}

    private final Map<Sound, byte[]> vectors = new ConcurrentHashMap<>();
    private final Map<Made, Prediction> predictions = new ConcurrentHashMap<>();

    /** Whether a vector is, bit for bit, what it was the first time but for whose it is. */
    boolean agrees(String content, MfccVector vector) {
        return agrees(new Sound(content, span(vector)), bytes(vector));
    }

    /**
     * Whether labelled features are, bit for bit, what they were the first time but for whose they are. Noise is drawn by
     * the window's id, which names the call: of copies with noise the matrices are not compared.
     */
    boolean agrees(String content, LabeledFeatures features) {
        MfccVector vector = nobodys(features.getVector());
        if (features.getAugmentation().startsWith("noise")) {
            vector.setFeatures(List.of());
        }
        LabeledFeatures nobodys =
                LabeledFeatures.newBuilder(features).setVector(vector).build();
        Sound sound = new Sound(content, span(features.getVector()) + "/" + features.getAugmentation());
        return agrees(
                sound, Objects.requireNonNull(Topics.LABELED_FEATURES.serde().serialize("", nobodys)));
    }

    private boolean agrees(Sound sound, byte[] bytes) {
        byte[] first = vectors.putIfAbsent(sound, bytes);
        return first == null || Arrays.equals(first, bytes);
    }

    private static String span(MfccVector vector) {
        return vector.getStartMs() + "-" + vector.getEndMs();
    }

    private static byte[] bytes(MfccVector vector) {
        return Objects.requireNonNull(Topics.MFCC_VECTORS.serde().serialize("", nobodys(vector)));
    }

    private static MfccVector nobodys(MfccVector vector) {
        return MfccVector.newBuilder(vector)
                .setCallId("")
                .setChannel(0)
                .setRecordedAt(Instant.EPOCH)
                .build();
    }

    /** Whether a prediction is what it was the first time that its version judged this sound; see {@link Verdict}. */
    boolean agrees(String content, Prediction prediction) {
        Sound sound = new Sound(content, prediction.getStartMs() + "-" + prediction.getEndMs());
        Prediction first = predictions.putIfAbsent(new Made(sound, prediction.getModelVersion()), prediction);
        return first == null || same(first, prediction);
    }

    /** Whether it is what some other version made of this sound. */
    boolean isOfAnotherVersion(String content, Prediction prediction) {
        Sound sound = new Sound(content, prediction.getStartMs() + "-" + prediction.getEndMs());
        return predictions.entrySet().stream()
                .anyMatch(entry -> entry.getKey().sound().equals(sound)
                        && entry.getKey().version() != prediction.getModelVersion()
                        && same(
                                entry.getValue(),
                                Prediction.newBuilder(prediction)
                                        .setModelVersion(entry.getKey().version())
                                        .build()));
    }

    /** Equal in every field but whose it is and when it was made; probabilities within the tolerance. */
    static boolean same(Prediction a, Prediction b) {
        @Nullable Float[] these = probabilities(a);
        @Nullable Float[] those = probabilities(b);
        for (int e = 0; e < these.length; e++) {
            Float one = these[e];
            Float other = those[e];
            if (one == null ? other != null : other == null || Math.abs(one - other) > TOLERANCE) {
                return false;
            }
        }
        if (!Objects.equals(a.getEmotion(), b.getEmotion()) && lead(these) > TOLERANCE) {
            return false;
        }
        return withoutProbabilities(a).equals(withoutProbabilities(b));
    }

    private static Prediction withoutProbabilities(Prediction prediction) {
        return Prediction.newBuilder(prediction)
                .setPredictionId("")
                .setCallId("")
                .setChannel(0)
                .setRecordedAt(Instant.EPOCH)
                .setProducedAt(Instant.EPOCH)
                .setEmotion(null)
                .setConfidence(null)
                .setPNeutral(null)
                .setPCalm(null)
                .setPHappy(null)
                .setPSad(null)
                .setPAngry(null)
                .setPFearful(null)
                .setPDisgust(null)
                .setPSurprised(null)
                .build();
    }

    private static @Nullable Float[] probabilities(Prediction prediction) {
        return new Float[] {
            prediction.getPNeutral(),
            prediction.getPCalm(),
            prediction.getPHappy(),
            prediction.getPSad(),
            prediction.getPAngry(),
            prediction.getPFearful(),
            prediction.getPDisgust(),
            prediction.getPSurprised(),
            prediction.getConfidence()
        };
    }

    /** By how much the most probable emotion leads. */
    private static double lead(@Nullable Float[] probabilities) {
        double[] sorted = Arrays.stream(probabilities, 0, Emotion.values().length)
                .mapToDouble(p -> p == null ? 0 : p)
                .sorted()
                .toArray();
        return sorted[sorted.length - 1] - sorted[sorted.length - 2];
    }
}
