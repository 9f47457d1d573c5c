package io.affekt.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.evaluation.Headline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCardTest {

    @Test
    void shouldShowTheFigures() throws IOException {
        ReportData data = SampleData.report();
        Headline headline = Headline.of(data.runs());

        String card = ModelCard.of(data);

        Files.writeString(Path.of("target", "sample-card.md"), card);
        assertThat(card)
                .startsWith("# cnn1d on speakers that it has not heard\n\nSix folds")
                .contains("| UAR | " + Numbers.withDeviation(headline.uar()) + " | "
                        + Numbers.interval(headline.uarInterval()) + " % | 12.5 % |")
                .contains("| gender: female | 720 | 12 |")
                .contains("| learning_rate | 0.002 |")
                .contains("Below a confidence of 0.55 the model says that it is not sure")
                .contains("\n## How to read the figures\n\nRAVDESS is acted");
        assertThat(card).isEqualTo(ModelCard.of(SampleData.report()));
    }

    @Test
    void shouldKeepTablesWhole() {
        String card = ModelCard.of(SampleData.report());

        assertThat(card.lines().filter(line -> line.startsWith("|")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith("|"), "ends its row");
    }

    @Test
    void shouldSayTextAsItIs() {
        ReportData data = new ReportData(
                "<script> *bold*",
                "",
                List.of("# no heading", "1. no list", "two\nlines"),
                Map.of("a|b", "[link](x) __init__"),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                null);

        assertThat(ModelCard.of(data)).isEqualTo("""
                        # \\<script\\> \\*bold\\*

                        | | |
                        | --- | --- |
                        | a\\|b | \\[link\\](x) \\_\\_init\\_\\_ |

                        ## How to read the figures

                        \\# no heading

                        1\\. no list

                        two lines
                        """);
    }
}
