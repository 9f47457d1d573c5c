package io.affekt.audio.mfcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MFCC, log-mel and deltas are librosa's, value for value. */
class MfccGoldenTest {

    static Stream<Arguments> clips() {
        return Golden.Set.ALL.stream().flatMap(set -> Golden.CLIPS.stream().map(clip -> Arguments.of(set, clip)));
    }

    static Stream<Arguments> all() {
        return Stream.concat(clips(), Golden.grammar());
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldEqualLibrosa(Golden.Set set, String clip) {
        float[] samples = set.samples(clip);

        FrameMatrix mfcc = new Mfcc(set.spec()).compute(samples);

        assertThat(Golden.largestDifference(mfcc, set.matrix(clip, "mfcc_f64"))).isLessThan(5e-5);
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldEqualLibrosaOnTheFastPath(Golden.Set set, String clip) {
        float[] samples = set.samples(clip);

        float[] mfcc = new LaneExtractor(List.of(set.spec())).extract(List.of(samples))[0][0];

        double largest = Golden.largestDifference(
                new FrameMatrix(
                        doubles(mfcc),
                        set.spec().frames(samples.length),
                        set.spec().coefficients()),
                set.matrix(clip, "mfcc_f64"));
        assertThat(largest).isLessThan(1e-3);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    @ParameterizedTest
    @MethodSource("clips")
    void shouldEqualLibrosaInTheLogMelSpectrum(Golden.Set set, String clip) {
        FrameMatrix logMel = new Mfcc(set.spec()).computeLogMel(set.samples(clip));

        assertThat(Golden.largestDifference(logMel, set.matrix(clip, "logmel"))).isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("clips")
    void shouldEqualLibrosaInTheDeltas(Golden.Set set, String clip) {
        FrameMatrix mfcc = new Mfcc(set.spec()).compute(set.samples(clip));
        if (mfcc.frames() < 9) {
            assertThatThrownBy(() -> Deltas.first(mfcc)).hasMessageContaining("9 frames");
            return;
        }
        assertThat(Golden.largestDifference(Deltas.first(mfcc), set.matrix(clip, "delta")))
                .isLessThan(1e-3);
        assertThat(Golden.largestDifference(Deltas.second(mfcc), set.matrix(clip, "delta2")))
                .isLessThan(1e-3);
    }

    @Test
    void shouldGiveTheSameWhenUsedAgain() {
        Golden.Set set = Golden.Set.ALL.get(0);
        Mfcc mfcc = new Mfcc(set.spec());
        FrameMatrix first = mfcc.compute(set.samples("chirp_bursts"));
        mfcc.compute(set.samples("square_fullscale"));

        assertThat(mfcc.compute(set.samples("chirp_bursts")).values()).isEqualTo(first.values());
    }
}
