package io.affekt.audio.mfcc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** The fast path gives what the reference gives, for whatever sound under whatever specification. */
class MfccExtractorTest {

    /** Quiet bands beside loud ones, 80 dB apart, are where {@code float} shows most; the reference sounds stay below 1e-3. */
    @Property(tries = 200, seed = "11")
    void shouldEqualTheReference(
            @ForAll("specifications") FeatureSpecification specification,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<float[]> windows = Signals.several(new SplittableRandom(seed));

        float[][][] fast = new LaneExtractor(List.of(specification)).extract(windows);
        float[][][] reference = MfccExtractor.reference(List.of(specification)).extract(windows);

        for (int w = 0; w < windows.size(); w++) {
            assertThat(largestDifference(fast[w][0], reference[w][0])).isLessThan(1e-2f);
        }
    }

    private static float largestDifference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float largest = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }

    @Property(tries = 60, seed = "12")
    void shouldNotMixWindowsOrSpecifications(
            @ForAll("specifications") FeatureSpecification one,
            @ForAll("specifications") FeatureSpecification other,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<FeatureSpecification> both = List.of(one, other, fewerCoefficients(one));
        List<float[]> windows = Signals.several(new SplittableRandom(seed));

        float[][][] together = new LaneExtractor(both).extract(windows);

        for (int s = 0; s < both.size(); s++) {
            LaneExtractor alone = new LaneExtractor(List.of(both.get(s)));
            for (int w = 0; w < windows.size(); w++) {
                assertThat(Arrays.equals(together[w][s], alone.extract(List.of(windows.get(w)))[0][0]))
                        .isTrue();
            }
        }
    }

    private static FeatureSpecification fewerCoefficients(FeatureSpecification of) {
        return new FeatureSpecification(
                1,
                of.sampleRate(),
                of.windowLength(),
                of.fftLength(),
                of.hopLength(),
                of.melBands(),
                of.melScale(),
                of.lowestHz(),
                of.highestHz(),
                of.naturalLog(),
                of.every());
    }

    @Provide
    Arbitrary<FeatureSpecification> specifications() {
        Arbitrary<Integer> fft = Arbitraries.integers().between(4, 12).map(log2 -> 1 << log2);
        return fft.flatMap(length -> Combinators.combine(
                        Arbitraries.integers().between(2, length),
                        Arbitraries.integers().between(length / 8, 2 * length),
                        Arbitraries.integers().between(1, 130),
                        Arbitraries.integers().between(0, 4000),
                        Arbitraries.integers().between(4001, 8000),
                        Arbitraries.of(FeatureSpecification.MelScale.class),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.integers().between(1, 4))
                .as((window, hop, bands, lowest, highest, scale, naturalLog, every) -> new FeatureSpecification(
                        (bands + 1) / 2,
                        16_000,
                        window,
                        length,
                        hop,
                        bands,
                        scale,
                        lowest,
                        highest,
                        naturalLog,
                        every)));
    }

    @Test
    void shouldGiveTheSameInEveryOrder() {
        LaneExtractor extractor = new LaneExtractor(List.of(FeatureSpecification.DEFAULT));
        List<float[]> windows = Signals.several(new SplittableRandom(1));
        float[] before = extractor.extract(windows.subList(0, 1))[0][0];
        extractor.extract(windows);

        assertThat(extractor.extract(windows.subList(0, 1))[0][0]).isEqualTo(before);
    }

    @Test
    void shouldAllocateNothingButTheMatrices() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (MfccExtractor extractor : new MfccExtractor[] {
            new LaneExtractor(List.of(FeatureSpecification.DEFAULT)),
            MfccExtractor.reference(List.of(FeatureSpecification.DEFAULT))
        }) {
            List<float[]> window = List.of(Signals.noise(48_000, 1));
            IntStream.range(0, 400).forEach(i -> extractor.extract(window));
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                extractor.extract(window);
            }
            long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / 20;

            // 94 frames of 80 coefficients; the reference makes them in double first. A frame has 2048 samples.
            assertThat(bytes).isLessThan(94 * 80 * (Float.BYTES + Double.BYTES) + 2048);
        }
    }

    @Test
    void shouldUseTheReferenceWhereTheVectorModuleIsMissing() throws Exception {
        List<String> command = Stream.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutVectors.class.getName())
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(process.inputReader().readLine()).isEqualTo(ReferenceExtractor.class.getSimpleName() + " 7520");
        assertThat(process.waitFor()).isZero();
    }

    /** What a Java without {@code --add-modules jdk.incubator.vector} does. */
    static final class WithoutVectors {
        public static void main(String[] args) {
            MfccExtractor extractor = MfccExtractor.of(List.of(FeatureSpecification.DEFAULT));
            int values = extractor.extract(List.of(new float[48_000]))[0][0].length;
            System.out.println(extractor.getClass().getSimpleName() + " " + values);
        }
    }
}
