package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureAugmentationTest {

    private static final int FRAMES = 60;
    private static final int WIDTH = 20;

    private final FeatureMatrix matrix = matrix(60);

    private static FeatureMatrix matrix(int frames) {
        float[] values = new float[frames * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return new FeatureMatrix(values, frames, 30);
    }

    private static FeatureAugmentation augmentation(FeatureChanges changes) {
        return new FeatureAugmentation(changes, SyntheticSpeech.SPECIFICATION, WIDTH, FRAMES);
    }

    @Test
    void shouldMoveTheFirstCoefficientAloneByALevel() {
        FeatureMatrix drawn =
                augmentation(new FeatureChanges(6, 0, 0, 0, 0, 0, 0)).draw(matrix, new SplittableRandom(1));

        float moved = drawn.at(0, 0) - matrix.at(0, 0);
        assertThat(Math.abs(moved)).isBetween(0.01f, (float) (6 * Math.sqrt(128)));
        for (int f = 0; f < drawn.frames(); f++) {
            assertThat(drawn.at(f, 0) - matrix.at(f, 0)).isCloseTo(moved, within(1e-3f));
            for (int c = 1; c < drawn.coefficients(); c++) {
                assertThat(drawn.at(f, c)).isEqualTo(matrix.at(f, c));
            }
        }
    }

    /** Ones with what is covered of them. */
    private static float[] covered(InputEncoder.Cover masks) {
        float[] values = new float[FRAMES * WIDTH + 2];
        Arrays.fill(values, 1);
        masks.apply(values, 1, FRAMES, WIDTH);
        assertThat(values[0]).isEqualTo(1);
        assertThat(values[values.length - 1]).isEqualTo(1);
        return Arrays.copyOfRange(values, 1, values.length - 1);
    }

    private static int coveredFrames(float[] values) {
        return whole(values, FRAMES, WIDTH, WIDTH, 1);
    }

    private static int coveredValues(float[] values) {
        return whole(values, WIDTH, 1, FRAMES, WIDTH);
    }

    /** How many of the pieces, each of {@code length} values so far apart, are nothing but zeros. */
    private static int whole(float[] values, int pieces, int apart, int length, int step) {
        return (int) IntStream.range(0, pieces)
                .filter(piece -> IntStream.range(0, length).allMatch(i -> values[piece * apart + i * step] == 0))
                .count();
    }

    @Test
    void shouldCoverOnlyAShareOfTheExamples() {
        InputEncoder.Cover masks =
                augmentation(new FeatureChanges(0, 10, 0, 0.3, 0, 0, 0)).masks(new SplittableRandom(5));
        int covered = 0;
        for (int draw = 0; draw < 500; draw++) {
            covered += coveredFrames(covered(masks)) > 0 ? 1 : 0;
        }
        // Of those that are masked, one in eleven has a mask of no frame.
        assertThat(covered / 500.0).isCloseTo(0.3 * 10 / 11, within(0.06));
    }

    @Test
    void shouldCoverOnePieceOfTimeAndOneOfWhatIsReadOfAFrame() {
        InputEncoder.Cover masks =
                augmentation(new FeatureChanges(0, 10, 5, 1, 0, 0, 0)).masks(new SplittableRandom(2));
        int covered = 0;
        for (int draw = 0; draw < 50; draw++) {
            float[] values = covered(masks);
            int frames = coveredFrames(values);
            int ofFrame = coveredValues(values);
            assertThat(frames).isLessThanOrEqualTo(10);
            assertThat(ofFrame).isLessThanOrEqualTo(5);
            int ones = 0;
            for (float value : values) {
                ones += value == 1 ? 1 : 0;
            }
            assertThat(ones).as("nothing else").isEqualTo((FRAMES - frames) * (WIDTH - ofFrame));
            covered += frames + ofFrame;
        }
        assertThat(covered).isGreaterThan(50);
    }

    @Test
    void shouldShiftTimeByLeavingOutTheStart() {
        FeatureMatrix drawn =
                augmentation(new FeatureChanges(0, 0, 0, 0, 20, 0, 0)).draw(matrix, new SplittableRandom(3));

        int shift = 60 - drawn.frames();
        assertThat(shift).isBetween(1, 20);
        assertThat(drawn.at(0, 5)).isEqualTo(matrix.at(shift, 5));
    }

    @Test
    void shouldMixByItsShare() {
        FeatureMatrix mixed = FeatureAugmentation.mix(matrix(10), matrix(8), 0.25);

        assertThat(mixed.frames()).isEqualTo(8);
        assertThat(mixed.at(3, 2)).isEqualTo(matrix.at(3, 2));
        SplittableRandom random = new SplittableRandom(5);
        FeatureAugmentation augmentation = augmentation(new FeatureChanges(0, 0, 0, 0, 0, 0, 0.3));
        double sum = 0;
        int whole = 0;
        for (int i = 0; i < 2000; i++) {
            double share = augmentation.share(random);
            assertThat(share).isBetween(0.0, 1.0);
            sum += share;
            whole += share == 1 ? 1 : 0;
        }
        assertThat(sum / 2000).as("half are whole, the others half on average").isCloseTo(0.75, within(0.03));
        assertThat(whole).isBetween(900, 1200);
    }
}
