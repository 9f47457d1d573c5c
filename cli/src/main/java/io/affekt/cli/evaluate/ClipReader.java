package io.affekt.cli.evaluate;

import io.affekt.audio.Pcm16;
import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.FrameMatrix;
import io.affekt.audio.mfcc.Mfcc;
import io.affekt.audio.resample.Resampler;
import io.affekt.audio.speech.SoundAnalyzer;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.FeatureMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads recordings into windows and features, exactly as the pipeline does. Thread-safe. */
final class ClipReader {

    private final FeatureSpecification specification;
    private final int coefficients;
    private final List<Augmentation> augmentations;
    private final ThreadLocal<Mfcc> mfcc;
    private final ThreadLocal<SoundAnalyzer> analyzer = ThreadLocal.withInitial(SoundAnalyzer::new);

    /** @param coefficients how many of the first coefficients are kept in memory */
    ClipReader(FeatureSpecification specification, int coefficients, List<Augmentation> augmentations) {
        this.specification = specification;
        this.coefficients = Math.min(coefficients, specification.coefficients());
        this.augmentations = augmentations;
        mfcc = ThreadLocal.withInitial(() -> new Mfcc(specification));
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
        List<FeatureMatrix> copies = new ArrayList<>();
        copies.add(features(window));
        for (Augmentation augmentation : augmentations) {
            copies.add(features(augmentation.apply(window, windowId.hashCode())));
        }
        return copies;
    }

    private FeatureMatrix features(float[] samples) {
        FrameMatrix matrix = mfcc.get().compute(samples);
        float[] values = new float[matrix.frames() * coefficients];
        for (int f = 0; f < matrix.frames(); f++) {
            for (int c = 0; c < coefficients; c++) {
                values[f * coefficients + c] = (float) matrix.at(f, c);
            }
        }
        return new FeatureMatrix(values, matrix.frames(), coefficients);
    }
}
