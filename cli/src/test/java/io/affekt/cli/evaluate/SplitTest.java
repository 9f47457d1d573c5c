package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Emotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitTest {

    private static List<Clip> clips(int speakers, String pattern) {
        List<Clip> clips = new ArrayList<>();
        for (int speaker = 1; speaker <= speakers; speaker++) {
            for (int i = 0; i < 4; i++) {
                String name = pattern.formatted(speaker);
                clips.add(new Clip(
                        new LabeledRecording(
                                Path.of(name + "-" + i + ".wav"), name + "-" + i, Emotion.SAD, name, i == 3, Map.of()),
                        List.of(),
                        List.of()));
            }
        }
        return clips;
    }

    private static Set<String> speakers(List<Clip> clips) {
        return clips.stream().map(clip -> clip.recording().speaker()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldTestEverySpeakerOnceAndHearNoneOfThem() {
        List<Split> folds = Split.of(Split.By.speakers, clips(24, "actor-%02d"), Split.Song.train, 1);

        assertThat(folds).hasSize(5);
        List<String> tested = new ArrayList<>();
        for (Split fold : folds) {
            assertThat(speakers(fold.train())).doesNotContainAnyElementsOf(speakers(fold.test()));
            assertThat(fold.test()).noneMatch(clip -> clip.recording().song());
            assertThat(fold.train()).anyMatch(clip -> clip.recording().song());
            tested.addAll(speakers(fold.test()));
        }
        assertThat(tested).hasSize(24).doesNotHaveDuplicates();
        assertThat(speakers(folds.get(0).test()))
                .as("the published first fold")
                .containsExactly("actor-02", "actor-05", "actor-14", "actor-15", "actor-16");
    }

    @Test
    void shouldNotTouchTheTestFoldsWhereSettingsAreChosen() {
        List<Clip> clips = clips(24, "actor-%02d");
        List<Split> outer = Split.of(Split.By.speakers, clips, Split.Song.none, 1);

        List<Split> inner = Split.of(Split.By.inner, clips, Split.Song.none, 1);

        for (int f = 0; f < inner.size(); f++) {
            Set<String> untouched = speakers(outer.get(f).test());
            assertThat(speakers(inner.get(f).train())).doesNotContainAnyElementsOf(untouched);
            assertThat(speakers(inner.get(f).test())).doesNotContainAnyElementsOf(untouched);
        }
    }

    @Test
    void shouldMakeFoldsOfAnySpeakers() {
        assertThat(Split.of(Split.By.speakers, clips(3, "voice-%d"), Split.Song.train, 1))
                .as("folds without anybody to test are left out")
                .hasSize(3);
    }

    @Test
    void shouldDrawTheRandomSplitByTheSeed() {
        List<Clip> clips = clips(10, "voice-%d");

        Split first = Split.of(Split.By.random, clips, Split.Song.both, 1).get(0);
        Split again = Split.of(Split.By.random, clips, Split.Song.both, 1).get(0);
        Split other = Split.of(Split.By.random, clips, Split.Song.both, 2).get(0);

        assertThat(first).isEqualTo(again).isNotEqualTo(other);
        assertThat(first.train()).hasSize(27).doesNotContainAnyElementsOf(first.test());
        assertThat(first.test()).hasSize(13);
    }
}
