package io.affekt.benchmarks.sound;

import io.affekt.audio.Windows;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.audio.resample.Resampler;
import io.affekt.audio.speech.SoundAnalyzer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jtransforms.fft.DoubleFFT_1D;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Each method treats {@link #SECONDS} of sound, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmx512m"})
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
public class SoundBenchmark {

    static final int SECONDS = 30;

    private static final int FRAME = FeatureSpecification.DEFAULT.fftLength();
    private static final int HOP = FeatureSpecification.DEFAULT.hopLength();

    private final float[] at8 = Sound.generate(8_000, SECONDS);
    private final float[] at16 = Sound.generate(Windows.SAMPLE_RATE, SECONDS);
    private final float[] at44 = Sound.generate(44_100, SECONDS);
    private final float[] at48 = Sound.generate(48_000, SECONDS);
    private final byte[] wav48 = Sound.wav(at48, 48_000);
    private final List<FeatureSpecification> specification = List.of(FeatureSpecification.DEFAULT);
    private final MfccExtractor fast = MfccExtractor.of(specification);
    private final MfccExtractor reference = MfccExtractor.reference(specification);
    private final SoundAnalyzer analyzer = new SoundAnalyzer();
    private final DoubleFFT_1D fft = new DoubleFFT_1D(FRAME);
    private final double[] frame = new double[FRAME];

    @Setup
    public void requireVectors() {
        if (fast.getClass() == reference.getClass()) {
            throw new IllegalStateException("Start Java with --add-modules=jdk.incubator.vector");
        }
    }

    @Benchmark
    public long decodeWav48() throws IOException {
        try (Recording recording = Recording.open(new ByteArrayInputStream(wav48), AudioLimits.DEFAULT)) {
            long sum = 0;
            float[][] samples;
            while ((samples = recording.read()) != null) {
                sum += samples[0].length;
            }
            return sum;
        }
    }

    @Benchmark
    public float[] resample8() {
        return Resampler.resample(at8, 8_000, Windows.SAMPLE_RATE);
    }

    @Benchmark
    public float[] resample44() {
        return Resampler.resample(at44, 44_100, Windows.SAMPLE_RATE);
    }

    @Benchmark
    public float[] resample48() {
        return Resampler.resample(at48, 48_000, Windows.SAMPLE_RATE);
    }

    /** Nothing but the FFT of every frame, by JTransforms in double. */
    @Benchmark
    public double fftJTransforms() {
        double sum = 0;
        for (int from = 0; from + FRAME <= at16.length; from += HOP) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = at16[from + i];
            }
            fft.realForward(frame);
            sum += frame[1];
        }
        return sum;
    }

    @Benchmark
    public float[][][] mfccReference() {
        return reference.extract(pieces(at16));
    }

    @Benchmark
    public float[][][] mfccFast() {
        return fast.extract(pieces(at16));
    }

    @Benchmark
    public double speech() {
        double sum = 0;
        for (float[] piece : pieces(at16)) {
            sum += analyzer.analyze(piece).speechRatio();
        }
        return sum;
    }

    /** Decoded and resampled as it is read, and the MFCC of it all. */
    @Benchmark
    public float[][][] file48() throws IOException {
        return fast.extract(pieces(read()));
    }

    /** The same as the pipeline cuts it: windows of 3 s every 1.5 s. */
    @Benchmark
    public float[][][] file48InWindows() throws IOException {
        return fast.extract(Arrays.asList(Windows.cut(read())));
    }

    private float[] read() throws IOException {
        try (Recording recording = Recording.open(new ByteArrayInputStream(wav48), AudioLimits.DEFAULT)) {
            Resampler resampler = new Resampler(recording.sampleRate(), Windows.SAMPLE_RATE);
            float[] all = new float[at16.length];
            int count = 0;
            float[][] samples;
            while ((samples = recording.read()) != null) {
                count += copy(resampler.process(samples[0], samples[0].length), all, count);
            }
            copy(resampler.finish(), all, count);
            return all;
        }
    }

    private static int copy(float[] part, float[] to, int at) {
        System.arraycopy(part, 0, to, at, part.length);
        return part.length;
    }

    /** One after the other, 3 s each. */
    private static List<float[]> pieces(float[] samples) {
        float[][] pieces = new float[samples.length / Windows.WINDOW_SAMPLES][];
        for (int p = 0; p < pieces.length; p++) {
            pieces[p] = Arrays.copyOfRange(samples, p * Windows.WINDOW_SAMPLES, (p + 1) * Windows.WINDOW_SAMPLES);
        }
        return Arrays.asList(pieces);
    }
}
