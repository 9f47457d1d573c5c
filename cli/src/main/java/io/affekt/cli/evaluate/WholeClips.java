package io.affekt.cli.evaluate;

import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.cli.Terminal;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.FeatureMatrix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clips as the paper has them: whole, the amplitude normalised to [-1, 1], one matrix of MFCC for each. */
final class WholeClips {

    private WholeClips() {}

    /** @throws IOException when a recording cannot be read */
    static List<Clip> read(List<LabeledRecording> recordings, FeatureSpecification specification) throws IOException {
        MfccExtractor extractor = MfccExtractor.of(List.of(specification));
        List<Clip> clips = new ArrayList<>();
        for (LabeledRecording recording : recordings) {
            float[] samples = ClipReader.samples(recording, specification.sampleRate());
            normalise(samples);
            float[] matrix = extractor.extract(List.of(samples))[0][0];
            int coefficients = specification.coefficients();
            clips.add(new Clip(
                    recording,
                    List.of(new ClipWindow(
                            List.of(new FeatureMatrix(matrix, matrix.length / coefficients, coefficients)),
                            (double) samples.length / specification.sampleRate())),
                    List.of()));
            Terminal.progress("features: %d of %d recordings".formatted(clips.size(), recordings.size()));
        }
        return clips;
    }

    private static void normalise(float[] samples) {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        for (int i = 0; i < samples.length && peak > 0; i++) {
            samples[i] /= peak;
        }
    }
}
