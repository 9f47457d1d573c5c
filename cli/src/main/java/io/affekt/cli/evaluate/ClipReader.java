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
import io.affekt.audio.speech.SoundProfile;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.FeatureMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Reads recordings into windows and features, exactly as the pipeline does. Thread-safe. */
final class ClipReader {

    private static final Augmentation TELEPHONE = Augmentation.parse("telephone");

    private final FeatureSpecification specification;
    private final int coefficients;
    private final List<Augmentation> augmentations;
    private final ThreadLocal<MfccExtractor> extractor;
    private final ThreadLocal<SoundAnalyzer> analyzer = ThreadLocal.withInitial(SoundAnalyzer::new);

    /**
     * @param coefficients how many of the first coefficients are kept in memory
     * @param augmentations the copies that are made of each window
     */
    ClipReader(FeatureSpecification specification, int coefficients, List<Augmentation> augmentations) {
        this.specification = specification;
        this.coefficients = Math.min(coefficients, specification.coefficients());
        this.augmentations = augmentations;
        extractor = ThreadLocal.withInitial(() -> MfccExtractor.of(List.of(specification)));
    }

    /** The clips of recordings, in their order. */
    List<Clip> read(List<LabeledRecording> recordings, ExecutorService workers)
            throws IOException, InterruptedException {
        List<Future<Clip>> pending = recordings.stream()
                .map(recording -> workers.submit(() -> read(recording)))
                .toList();
        try {
            List<Clip> clips = new ArrayList<>();
            for (Future<Clip> clip : pending) {
                clips.add(clip.get());
                Terminal.progress("features: %d of %d recordings".formatted(clips.size(), pending.size()));
            }
            return clips;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            pending.forEach(clip -> clip.cancel(true));
        }
    }

    Clip read(LabeledRecording labeled) throws IOException {
        float[] samples = samples(labeled, specification.sampleRate());
        return new Clip(
                labeled,
                windows(samples, labeled.name(), augmentations),
                windows(TELEPHONE.apply(samples, 0), labeled.name(), List.of()));
    }

    /** The first channel as it travels: at one rate, in 16 bit. */
    static float[] samples(LabeledRecording labeled, int sampleRate) throws IOException {
        try (Recording recording = Recording.open(labeled.file(), AudioLimits.DEFAULT)) {
            float[] resampled = Resampler.resample(recording.readFirstChannel(), recording.sampleRate(), sampleRate);
            return Pcm16.decode(Pcm16.encode(resampled, 0, resampled.length));
        } catch (IOException e) {
            throw new IOException(labeled.file() + ": " + e.getMessage(), e);
        }
    }

    /** The windows that hold speech. */
    private List<ClipWindow> windows(float[] samples, String clip, List<Augmentation> changes) {
        List<ClipWindow> windows = new ArrayList<>();
        float[][] cut = Windows.cut(samples);
        for (int k = 0; k < cut.length; k++) {
            SoundProfile sound = analyzer.get().analyze(cut[k]);
            if (sound.holdsSpeech()) {
                double seconds = (double) cut[k].length / Windows.SAMPLE_RATE;
                windows.add(new ClipWindow(copies(cut[k], changes, clip + "/0/" + k), sound.speechRatio() * seconds));
            }
        }
        return windows;
    }

    private List<FeatureMatrix> copies(float[] window, List<Augmentation> changes, String windowId) {
        List<float[]> copies = new ArrayList<>();
        copies.add(window);
        for (Augmentation change : changes) {
            copies.add(change.apply(window, windowId.hashCode()));
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
