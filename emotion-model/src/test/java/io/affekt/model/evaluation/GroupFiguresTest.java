package io.affekt.model.evaluation;

import static io.affekt.model.Emotion.ANGRY;
import static io.affekt.model.Emotion.SAD;
import static io.affekt.model.evaluation.Clips.clip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupFiguresTest {

    private static final Map<String, String> WOMAN = Map.of("gender", "female", "audio", "clean");
    private static final Map<String, String> MAN = Map.of("gender", "male", "audio", "clean");
    private static final Map<String, String> MAN_BY_PHONE = Map.of("gender", "male", "audio", "telephone");

    /** The seeds differ in one clip; the telephone is always misunderstood. */
    private static final List<List<Judged>> RUNS = List.of(
            List.of(
                    clip("w", SAD, SAD, 0.9, WOMAN),
                    clip("w", ANGRY, ANGRY, 0.9, WOMAN),
                    clip("w", ANGRY, SAD, 0.9, WOMAN),
                    clip("m", SAD, SAD, 0.9, MAN),
                    clip("m", SAD, ANGRY, 0.9, MAN_BY_PHONE)),
            List.of(
                    clip("w", SAD, SAD, 0.9, WOMAN),
                    clip("w", ANGRY, ANGRY, 0.9, WOMAN),
                    clip("w", ANGRY, ANGRY, 0.9, WOMAN),
                    clip("m", SAD, SAD, 0.9, MAN),
                    clip("m", SAD, ANGRY, 0.9, MAN_BY_PHONE)));

    @Test
    void shouldCompareGroupsOnOriginalSound() {
        List<GroupFigures> figures = GroupFigures.of(RUNS);

        assertThat(figures)
                .extracting(GroupFigures::attribute, GroupFigures::value)
                .containsExactly(
                        tuple("audio", "clean"),
                        tuple("audio", "telephone"),
                        tuple("gender", "female"),
                        tuple("gender", "male"));
        GroupFigures telephone = figures.get(1);
        assertThat(telephone.accuracy()).isZero();
        GroupFigures women = figures.get(2);
        assertThat(women.samples()).isEqualTo(3);
        assertThat(women.speakers()).isEqualTo(1);
        assertThat(women.emotions()).isEqualTo(2);
        assertThat(women.accuracy()).isCloseTo((2.0 / 3 + 1) / 2, within(1e-12));
        assertThat(women.uar()).isCloseTo((0.75 + 1) / 2, within(1e-12));
        assertThat(women.uarInterval()).as("one speaker").isNull();
        GroupFigures men = figures.get(3);
        assertThat(men.accuracy()).as("the telephone is not counted").isEqualTo(1);
        assertThat(men.samples()).isEqualTo(1);
    }

    @Test
    void shouldGiveTheFiguresOfEachSpeaker() {
        assertThat(GroupFigures.ofSpeakers(RUNS))
                .extracting(GroupFigures::value)
                .containsExactly("m", "w");
    }

    @Test
    void shouldSayWhenAGroupIsSmall() {
        List<Judged> manyClipsOfFour = IntStream.range(0, 400)
                .mapToObj(i -> clip("s" + i % 4, SAD, SAD, 0.9, MAN))
                .toList();
        List<Judged> manyClipsOfFive = IntStream.range(0, 400)
                .mapToObj(i -> clip("s" + i % 5, SAD, SAD, 0.9, MAN))
                .toList();

        assertThat(GroupFigures.of(RUNS)).allMatch(GroupFigures::small);
        assertThat(GroupFigures.of(List.of(manyClipsOfFour))).allMatch(GroupFigures::small);
        assertThat(GroupFigures.of(List.of(manyClipsOfFive))).noneMatch(GroupFigures::small);
    }

    @Test
    void shouldHeadWithOriginalSound() {
        Headline headline = Headline.of(RUNS);

        assertThat(headline.samples()).isEqualTo(4);
        assertThat(headline.speakers()).isEqualTo(2);
        assertThat(headline.seeds()).isEqualTo(2);
        assertThat(headline.accuracy().mean()).isCloseTo((0.75 + 1) / 2, within(1e-12));
        assertThat(headline.accuracy().deviation()).isCloseTo(Math.sqrt(2 * 0.125 * 0.125), within(1e-12));
        assertThat(headline.chance()).isEqualTo(0.5);
        assertThat(headline.majority()).isEqualTo(0.5);
    }

    @Test
    void shouldTakeEverythingWhereNothingSaysThatItIsClean() {
        List<List<Judged>> byPhone = List.of(List.of(clip("m", SAD, SAD, 0.9, MAN_BY_PHONE)));

        assertThat(Headline.of(byPhone).samples()).isEqualTo(1);
    }

    @Test
    void shouldRefuseFiguresOfNothing() {
        assertThatThrownBy(() -> Headline.of(List.of(List.of()))).isInstanceOf(IllegalArgumentException.class);
    }
}
