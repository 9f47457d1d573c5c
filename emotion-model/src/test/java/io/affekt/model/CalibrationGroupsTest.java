package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.ModelTrainer.LeaveOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationGroupsTest {

    /** Ten speakers, a clip for each window. */
    private final TrainingSet set = new SyntheticSpeech(80, 1);

    @Test
    void shouldLeaveOutAnotherSpeakerForEachNetwork() {
        List<Set<String>> groups = CalibrationGroups.of(set, LeaveOut.SPEAKERS, Architecture.ENSEMBLE);

        List<String> left = new ArrayList<>();
        groups.forEach(left::addAll);
        assertThat(groups).hasSize(3).allSatisfy(group -> assertThat(group).hasSize(1));
        assertThat(left).doesNotHaveDuplicates().allMatch(name -> name.startsWith("speaker-"));
        assertThat(CalibrationGroups.of(set, LeaveOut.SPEAKERS, Architecture.ENSEMBLE))
                .isEqualTo(groups);
    }

    @Test
    void shouldLeaveOutClipsWhereSpeakersAreOnBothSides() {
        assertThat(CalibrationGroups.of(set, LeaveOut.CLIPS, Architecture.CNN1D))
                .singleElement()
                .satisfies(group -> assertThat(group).hasSize(5).allMatch(name -> name.startsWith("clip-")));
    }

    @Test
    void shouldLeaveOutNobodyWhereThereAreTooFew() {
        TrainingSet few = new SyntheticSpeech(16, 1);

        assertThat(CalibrationGroups.of(few, LeaveOut.SPEAKERS, Architecture.ENSEMBLE))
                .containsExactly(Set.of(), Set.of(), Set.of());
    }
}
