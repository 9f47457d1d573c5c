package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.model.Calibration;
import io.affekt.model.Emotion;
import io.affekt.model.TrainedModel;
import io.affekt.model.evaluation.Judged;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldResultTest {

    @Test
    void shouldBeReadAsItWasKept() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Judged judged = new Judged(
                "clip", "actor-01", Emotion.SAD, new float[] {0.5f, 0.5f, 0, 0, 0, 0, 0, 0}, Map.of("audio", "clean"));
        FoldResult result = new FoldResult(
                3,
                1,
                10,
                2.5,
                new Calibration(0.8, 0.4),
                List.of(new TrainedModel.Epoch(2, Double.NaN, Double.NaN)),
                List.of(judged),
                List.of(judged),
                List.of("silent"),
                "today");

        String kept = json.writeValueAsString(result);
        FoldResult read = json.readValue(kept, FoldResult.class);

        assertThat(json.writeValueAsString(read)).isEqualTo(kept).contains("actor-01", "NaN", "\"temperature\":0.8");
        assertThat(read.clips().get(0).posterior()).containsExactly(judged.posterior());
    }
}
