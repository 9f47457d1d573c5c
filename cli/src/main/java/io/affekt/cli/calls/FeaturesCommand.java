package io.affekt.cli.calls;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.FrameMatrix;
import io.affekt.audio.mfcc.Mfcc;
import io.affekt.audio.resample.Resampler;
import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affekt features}: the MFCC of a whole file, for NumPy. */
@Command(
        name = "features",
        description = "Writes the MFCC of the first channel of a whole file as NumPy reads it: float64, coefficients x"
                + " frames; resampled only if the rates differ.")
public final class FeaturesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The recording.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--spec",
            paramLabel = "ID",
            defaultValue = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney",
            description = "The feature specification; default ${DEFAULT-VALUE}.")
    private String specification = "";

    @Option(names = "--out", paramLabel = "X.npy", required = true, description = "Where it goes.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Override
    public Integer call() throws IOException {
        FeatureSpecification spec = FeatureSpecification.parse(specification);
        if (!Files.isRegularFile(file)) {
            throw new CommandException(file + ": there is no such file");
        }
        try (Recording recording = Recording.open(file, AudioLimits.DEFAULT)) {
            float[] samples =
                    Resampler.resample(recording.readFirstChannel(), recording.sampleRate(), spec.sampleRate());
            if (recording.truncation() != null) {
                Terminal.say(file + ": warning: " + recording.truncation());
            }
            FrameMatrix mfcc = new Mfcc(spec).compute(samples);
            NpyFile.write(out, mfcc);
            Terminal.out().printf("%s  %d coefficients x %d frames%n", out, mfcc.width(), mfcc.frames());
            return 0;
        } catch (IOException e) {
            throw new CommandException(file + ": " + e.getMessage(), e);
        }
    }
}
