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

    private static VoiceActivityTable table(long seed) throws IOException {
        return new VoiceActivityTable(VoiceActivityTable.sentences(Path.of("src/test/resources/speech")), seed);
    }

    /** Cells of a row are too small for its bar, and none of them is close from 0 dB on: these count as one. */
    @Test
    void shouldKeepSpeechAndAbstainFromOtherSound() throws IOException {
        List<Row> rows = table(VoiceActivityTable.SEED).measure(30, 40);
        System.out.println(VoiceActivityTable.markdown(rows));

        assertThat(rows).hasSize(2 + NonSpeech.values().length);
        assertThat(rows)
                .filteredOn(row -> row.kept().length > 0)
                .filteredOn(row -> Arrays.stream(row.kept()).skip(1).average().orElseThrow() < KEPT)
                .isEmpty();
        assertThat(rows).filteredOn(isClose().negate()).filteredOn(failing()).isEmpty();
    }

    /** The rows that are close, at -5 dB and alone, over as many windows as the documented table has. */
    @Test
    void shouldDoSoWhereItIsHardest() throws IOException {
        List<Row> rows = table(VoiceActivityTable.CLOSE_SEEDS[0]).measureClose(400);
        System.out.println(VoiceActivityTable.closeMarkdown(rows));

        assertThat(rows).hasSameSizeAs(VoiceActivityTable.CLOSE);
        assertThat(rows).filteredOn(failing()).isEmpty();
    }

    /** At the first ratio or level, which is the lowest, or alone. */
    private static Predicate<Row> failing() {
        return row -> row.kept().length > 0 && row.kept()[0] < KEPT || row.abstained() < ABSTAINED;
    }

    private static Predicate<Row> isClose() {
        return row -> VoiceActivityTable.CLOSE.stream()
                .anyMatch(kind -> VoiceActivityTable.name(kind).equals(row.sound()));
    }
}
