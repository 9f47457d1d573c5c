package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.ModelTrainer.LeaveOut;
import org.junit.jupiter.api.Test;

class CalibrationGroupTest {

    /** Ten speakers, a clip for each window. */
    private final TrainingSet set = new SyntheticSpeech(80, 1);

    @Test
    void shouldBeAFifthOfTheSpeakersAlwaysTheSame() {
        assertThat(CalibrationGroup.of(set, LeaveOut.SPEAKERS, Architecture.ENSEMBLE))
                .hasSize(2)
                .allMatch(name -> name.startsWith("speaker-"))
                .isEqualTo(CalibrationGroup.of(set, LeaveOut.SPEAKERS, Architecture.CNN1D));
    }

    @Test
    void shouldBeClipsWhereSpeakersAreOnBothSides() {
        assertThat(CalibrationGroup.of(set, LeaveOut.CLIPS, Architecture.CNN1D))
                .hasSize(16)
                .allMatch(name -> name.startsWith("clip-"));
    }

    @Test
    void shouldBeEmptyWhereThereAreTooFewOrNothingIsCalibrated() {
        assertThat(CalibrationGroup.of(new SyntheticSpeech(16, 1), LeaveOut.SPEAKERS, Architecture.ENSEMBLE))
                .isEmpty();
        assertThat(CalibrationGroup.of(set, LeaveOut.SPEAKERS, Architecture.PAPER_CNN1D))
                .isEmpty();
    }
}
