package io.affekt.cli.evaluate;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.audio.resample.Resampler;
import io.affekt.audio.speech.SoundAnalyzer;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.FeatureMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads recordings into windows and features, exactly as the pipeline does. Thread-safe. */
final class ClipReader {

    private final FeatureSpecification specification;
    private final int coefficients;
    private final List<Augmentation> augmentations;
    private final ThreadLocal<MfccExtractor> extractor;
    private final ThreadLocal<SoundAnalyzer> analyzer = ThreadLocal.withInitial(SoundAnalyzer::new);

    /** @param coefficients how many of the first coefficients are kept in memory */
    ClipReader(FeatureSpecification specification, int coefficients, List<Augmentation> augmentations) {
        this.specification = specification;
        this.coefficients = Math.min(coefficients, specification.coefficients());
        this.augmentations = augmentations;
        extractor = ThreadLocal.withInitial(() -> MfccExtractor.of(List.of(specification)));
    }

    Clip read(LabeledRecording labeled) throws IOException {
        float[] resampled;
        try (Recording recording = Recording.open(labeled.file(), AudioLimits.DEFAULT)) {
            resampled = Resampler.resample(
                    recording.readFirstChannel(), recording.sampleRate(), specification.sampleRate());
        } catch (IOException e) {
            throw new IOException(labeled.file() + ": " + e.getMessage(), e);
        }
        // Sound travels as 16 bit.
        float[] samples = Pcm16.decode(Pcm16.encode(resampled, 0, resampled.length));
        List<List<FeatureMatrix>> windows = new ArrayList<>();
        float[][] cut = Windows.cut(samples);
        for (int k = 0; k < cut.length; k++) {
            if (analyzer.get().analyze(cut[k]).holdsSpeech()) {
                windows.add(copies(cut[k], labeled.name() + "/0/" + k));
            }
        }
        return new Clip(labeled, windows);
    }

    private List<FeatureMatrix> copies(float[] window, String windowId) {
        List<float[]> copies = new ArrayList<>();
        copies.add(window);
        for (Augmentation augmentation : augmentations) {
            copies.add(augmentation.apply(window, windowId.hashCode()));
        }
        return Arrays.stream(extractor.get().extract(copies))
                .map(ofSpecifications -> firstCoefficients(ofSpecifications[0]))
                .toList();
    }

    private FeatureMatrix firstCoefficients(float[] matrix) {
        int all = specification.coefficients();
        int frames = matrix.length / all;
        float[] values = new float[frames * coefficients];
        for (int f = 0; f < frames; f++) {
            System.arraycopy(matrix, f * all, values, f * coefficients, coefficients);
        }
        return new FeatureMatrix(values, frames, coefficients);
    }
}
