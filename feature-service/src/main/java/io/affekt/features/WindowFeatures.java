package io.affekt.features;

import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.audio.speech.SoundAnalyzer;
import io.affekt.audio.speech.SoundProfile;
import io.affekt.schemas.AbstainReason;
import io.affekt.schemas.AudioChunk;
import io.affekt.schemas.FeatureMatrix;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes the events of a window from its sound. Not thread-safe: one for each processor. */
final class WindowFeatures {

    private static final String CORPUS = "corpus";

    private final SoundAnalyzer analyzer = new SoundAnalyzer();
    private final MfccExtractor extractor;
    private final List<Augmentation> augmentations;

    WindowFeatures(List<FeatureSpecification> specifications, List<Augmentation> augmentations) {
        extractor = MfccExtractor.of(specifications);
        this.augmentations = augmentations;
    }

    /**
     * The vector of window {@code index}; {@code chunk} says whose it is. Nothing asks for the features of a window without
     * speech, and calls are full of them: each would be 30 kB.
     */
    MfccVector vector(AudioChunk chunk, int index, float[] samples) {
        SoundProfile profile = analyzer.analyze(samples);
        return vector(chunk, index, Windows.endMs(index, samples.length))
                .setSpeechRatio((float) profile.speechRatio())
                .setLoudnessDbfs((float) profile.loudnessDbfs())
                .setPitchHz(profile.pitchHz() == null ? null : profile.pitchHz().floatValue())
                .setAbstainReason(profile.holdsSpeech() ? null : AbstainReason.no_speech)
                .setFeatures(profile.holdsSpeech() ? matrices(List.of(samples)).get(0) : List.of())
                .build();
    }

    /** The vector of a window whose audio is missing, in whole or in part; {@code chunk} is the one behind the gap. */
    MfccVector gap(AudioChunk chunk, int index) {
        int chunkSamples = chunk.getSamples().remaining() / Short.BYTES;
        int samples =
                Math.min(Windows.WINDOW_SAMPLES, (chunk.getSequence() - index) * Windows.CHUNK_SAMPLES + chunkSamples);
        return vector(chunk, index, Windows.endMs(index, samples))
                .setAbstainReason(AbstainReason.gap)
                .setFeatures(List.of())
                .build();
    }

    /** A labelled window and its augmented copies: always the same for the same window. */
    List<LabeledFeatures> labeled(AudioChunk chunk, MfccVector vector, float[] samples) {
        List<LabeledFeatures> copies = new ArrayList<>();
        copies.add(labeled(chunk, vector, Augmentation.NONE));
        String windowId = Keys.window(vector.getCallId(), vector.getChannel(), vector.getWindowIndex());
        List<float[]> changed = augmentations.stream()
                .map(augmentation -> augmentation.apply(samples, windowId.hashCode()))
                .toList();
        List<List<FeatureMatrix>> matrices = matrices(changed);
        for (int i = 0; i < augmentations.size(); i++) {
            MfccVector copy =
                    MfccVector.newBuilder(vector).setFeatures(matrices.get(i)).build();
            copies.add(labeled(chunk, copy, augmentations.get(i).name()));
        }
        return copies;
    }

    private static LabeledFeatures labeled(AudioChunk chunk, MfccVector vector, String augmentation) {
        return LabeledFeatures.newBuilder()
                .setVector(vector)
                .setEmotion(chunk.getEmotion())
                .setSpeaker(chunk.getSpeaker())
                .setAnnotator(CORPUS)
                .setAugmentation(augmentation)
                .build();
    }

    private static MfccVector.Builder vector(AudioChunk chunk, int index, long endMs) {
        long startMs = Windows.startMs(index);
        return MfccVector.newBuilder()
                .setCallId(chunk.getCallId())
                .setChannel(chunk.getChannel())
                .setRole(chunk.getRole())
                .setWindowIndex(index)
                .setStartMs(startMs)
                .setEndMs(endMs)
                .setRecordedAt(chunk.getRecordedAt().plusMillis(startMs));
    }

    /** For each window the matrices of all specifications. */
    private List<List<FeatureMatrix>> matrices(List<float[]> windows) {
        return Arrays.stream(extractor.extract(windows)).map(this::matrices).toList();
    }

    private List<FeatureMatrix> matrices(float[][] ofSpecifications) {
        List<FeatureMatrix> matrices = new ArrayList<>(ofSpecifications.length);
        for (int s = 0; s < ofSpecifications.length; s++) {
            FeatureSpecification specification = extractor.specifications().get(s);
            matrices.add(FeatureMatrix.newBuilder()
                    .setSpecification(specification.id())
                    .setFrames(ofSpecifications[s].length / specification.coefficients())
                    .setCoefficients(specification.coefficients())
                    .setMatrix(Matrices.encode(ofSpecifications[s]))
                    .build());
        }
        return matrices;
    }
}
