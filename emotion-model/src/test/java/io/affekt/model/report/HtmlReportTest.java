package io.affekt.model.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.Calibration;
import io.affekt.model.Emotion;
import io.affekt.model.TrainedModel.Epoch;
import io.affekt.model.evaluation.GroupFigures;
import io.affekt.model.evaluation.Headline;
import io.affekt.model.evaluation.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;

class HtmlReportTest {

    private static final Calibration WITHOUT_THRESHOLD = new Calibration(1, 0);
    private static final String HOSTILE = "<script>alert(1)</script> & \"quoted\" \u0000 \uD800";

    private static ReportData empty(String title) {
        return new ReportData(title, "", List.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), null);
    }

    private static Judged judged(String name, Emotion label, Emotion said) {
        float[] posterior = new float[8];
        posterior[said.ordinal()] = 1;
        return new Judged(name, name, label, posterior, Map.of(name, name));
    }

    @Test
    void shouldShowEveryFigure() throws IOException {
        ReportData data = SampleData.report();

        String page = HtmlReport.of(data);

        Files.writeString(Path.of("target", "sample-report.html"), page);
        Document document = Pages.parse(page);
        String text = Pages.text(document);
        Headline headline = Headline.of(data.runs());
        assertThat(headline.samples()).isEqualTo(1440);
        assertThat(text)
                .contains(Numbers.percent(headline.uar().mean()) + " %")
                .contains("± " + Numbers.percent(headline.uar().deviation()) + " over 3 seeds")
                .contains("95 %: " + Numbers.interval(headline.uarInterval()))
                .contains(Numbers.percent(headline.ece().mean()) + " %")
                .contains("1,440 samples of 24 speakers")
                .contains("UAR of 12.5 %")
                .contains("it flatters.");
        for (GroupFigures group : GroupFigures.of(data.runs())) {
            assertThat(Pages.row(document, group.attribute() + ": " + group.value()))
                    .contains(
                            Numbers.count(group.samples()),
                            Numbers.percent(group.accuracy()),
                            Numbers.percent(group.uar()),
                            Numbers.points(group.uar() - headline.uar().mean()));
        }
        assertThat(Pages.row(document, "intensity: strong")).contains("only 7 of 8 emotions occur");
        assertThat(Pages.row(document, "learning_rate")).isEmpty();
        assertThat(text).contains("learning_rate", "0.002", "dataset_sha256");
    }

    @Test
    void shouldDescribeEveryDrawing() {
        Document document = Pages.parse(HtmlReport.of(SampleData.report()));

        List<String> labels = Pages.drawings(document);

        assertThat(labels)
                .hasSize(5)
                .anyMatch(label -> label.startsWith("UAR of 24 speakers: from "))
                .anyMatch(label -> label.startsWith("Accuracy over confidence. Expected calibration error "))
                .anyMatch(label -> label.contains("at the threshold 0.55, "))
                .anyMatch(label -> label.startsWith("Loss by epoch of 6 trainings"))
                .anyMatch(label -> label.startsWith("Watched accuracy by epoch"));
    }

    @Test
    void shouldCountConfusions() {
        List<Judged> run = List.of(
                judged("a", Emotion.SAD, Emotion.SAD),
                judged("b", Emotion.SAD, Emotion.CALM),
                judged("c", Emotion.SAD, Emotion.CALM),
                judged("d", Emotion.SAD, Emotion.CALM));
        ReportData data = new ReportData(
                "Confused", "", List.of(), Map.of(), Map.of(), Map.of(), List.of(run), List.of(), WITHOUT_THRESHOLD);

        List<String> row = Pages.row(Pages.parse(HtmlReport.of(data)), "sad");

        assertThat(row)
                .as("neutral, calm, happy, sad … and how many")
                .containsExactly("·", "753", "·", "251", "·", "·", "·", "·", "4");
    }

    @Test
    void shouldGiveTheSameBytesAgain() {
        assertThat(HtmlReport.of(SampleData.report())).isEqualTo(HtmlReport.of(SampleData.report()));
    }

    @Test
    void shouldEscapeWhateverIsText() {
        Map<String, String> hostile = Map.of(HOSTILE, HOSTILE);
        ReportData data = new ReportData(
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE),
                hostile,
                hostile,
                hostile,
                List.of(List.of(judged(HOSTILE, Emotion.SAD, Emotion.SAD), judged("b", Emotion.SAD, Emotion.CALM))),
                List.of(new NamedCurve(HOSTILE, List.of(new Epoch(1, Double.NaN, Double.NaN)))),
                null);

        String page = HtmlReport.of(data);

        assertThat(page)
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quoted&#34;");
        assertThat(Pages.text(Pages.parse(page))).contains("<script>alert(1)</script> & \"quoted\" \uFFFD \uFFFD");
    }

    @Test
    void shouldLeaveOutWhatThereIsNothingOf() {
        Document document = Pages.parse(HtmlReport.of(empty("Nothing yet")));

        assertThat(Pages.all(document, "section")).isEmpty();
        assertThat(Pages.text(document)).contains("Nothing yet");
    }

    @Test
    void shouldShowWhatOneSpeakerAndOneSeedCanTell() {
        ReportData data = new ReportData(
                "One",
                "",
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(List.of(judged("a", Emotion.SAD, Emotion.SAD))),
                List.of(new NamedCurve("none", List.of())),
                null);

        String text = Pages.text(Pages.parse(HtmlReport.of(data)));

        assertThat(text).contains("1 sample of 1 speaker, one training").contains("few: read with care");
        assertThat(text).doesNotContain("NaN").doesNotContain("± –").doesNotContain("95 %: ");
    }

    @Test
    void shouldDrawATrainingOfOneEpoch() {
        List<NamedCurve> curves = List.of(new NamedCurve("one", List.of(new Epoch(1, Double.NaN, Double.NaN))));
        ReportData data = new ReportData("Short", "", List.of(), Map.of(), Map.of(), Map.of(), List.of(), curves, null);

        List<String> paths = Pages.attributes(Pages.parse(HtmlReport.of(data)), "path", "d");

        assertThat(paths).hasSize(1);
        assertThat(paths.get(0)).as("a line that is a dot").endsWith("h0");
    }

    @Test
    void shouldShortenNamesThatHaveNoRoom() {
        List<Judged> run = List.of(
                judged("somebody-with-a-long-name-a", Emotion.SAD, Emotion.CALM),
                judged("somebody-with-a-long-name-b", Emotion.SAD, Emotion.SAD));
        ReportData data =
                new ReportData("Long", "", List.of(), Map.of(), Map.of(), Map.of(), List.of(run), List.of(), null);

        assertThat(Pages.all(Pages.parse(HtmlReport.of(data)), "text"))
                .extracting(Node::getTextContent)
                .contains("somebody-with-a…")
                .doesNotContain("somebody-with-a-long-name-a");
    }

    @Test
    void shouldStayReadableWithManySpeakers() {
        List<Judged> run = IntStream.range(0, 1000)
                .mapToObj(call -> judged("call-" + call, Emotion.SAD, call < 900 ? Emotion.SAD : Emotion.CALM))
                .toList();
        ReportData data =
                new ReportData("Calls", "", List.of(), Map.of(), Map.of(), Map.of(), List.of(run), List.of(), null);

        Document document = Pages.parse(HtmlReport.of(data));

        assertThat(Pages.text(document))
                .contains("A dot is up to 38 speakers.")
                .contains("The first 200 of 1,000 speakers");
        assertThat(Pages.all(document, "svg"))
                .filteredOn(svg -> svg.getAttribute("aria-label").startsWith("UAR of 1,000 speakers"))
                .singleElement()
                .extracting(
                        svg -> Double.parseDouble(svg.getAttribute("viewBox").split(" ")[3]))
                .matches(height -> height < 400, "is less than 400 high");
    }

    @Test
    void shouldNeedNothingBesideItself() {
        String page = HtmlReport.of(SampleData.report());

        assertThat(page.replace("http://www.w3.org/", ""))
                .doesNotContain("http")
                .doesNotContain("url(");
        assertThat(page).doesNotContain("<script").doesNotContain("<link").doesNotContain("<img");
        assertThat(page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>")))
                .as("HTML does not unescape a style sheet")
                .doesNotContain("&");
    }

    @Test
    void shouldLinkToSectionsThatAreThere() {
        Document document = Pages.parse(HtmlReport.of(SampleData.report()));

        Set<String> ids = new HashSet<>(Pages.attributes(document, "section", "id"));

        assertThat(Pages.attributes(document, "a", "href"))
                .hasSizeGreaterThan(5)
                .allMatch(href -> ids.contains(href.substring(1)));
    }

    @Test
    void shouldCompareClaimAndMeasurement() throws IOException {
        List<ComparisonRow> rows = List.of(
                new ComparisonRow("CNN-1D, random split", "74.57 %", "43.9 ± 1.2 %", "by clip, after 500 epochs"),
                new ComparisonRow("Simple RNN, random split", "55.47 %", "33.8 ± 0.9 %", "by clip, after 500 epochs"),
                new ComparisonRow("CNN-1D, speakers apart", "not given", "32.4 ± 0.6 %", "what a new caller meets"));

        String page = ComparisonReport.of(
                "The paper’s claim beside our measurement",
                List.of("The random split has the same speakers on both sides: it flatters."),
                rows,
                List.of(SampleData.report(), empty("<script>")));

        Files.writeString(Path.of("target", "sample-comparison.html"), page);
        Document document = Pages.parse(page);
        assertThat(Pages.row(document, "CNN-1D, random split"))
                .containsExactly("74.57 %", "43.9 ± 1.2 %", "by clip, after 500 epochs");
        assertThat(page).doesNotContain("<script");
        List<String> ids = Pages.attributes(document, "section", "id");
        assertThat(ids).doesNotHaveDuplicates().contains("comparison", "detail-1", "detail-1-confusion", "detail-2");
        assertThat(Pages.attributes(document, "a", "href")).containsExactly("#comparison", "#detail-1", "#detail-2");
    }

    @Test
    void shouldKeepTheOrderOfFacts() {
        Map<String, String> facts = new TreeMap<>(Map.of("a", "first", "b", "second"));
        ReportData data =
                new ReportData("Ordered", "", List.of(), facts, Map.of(), Map.of(), List.of(), List.of(), null);

        assertThat(Pages.text(Pages.parse(HtmlReport.of(data)))).containsSubsequence("first", "second");
    }
}
