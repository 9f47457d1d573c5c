package io.affekt.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.models.CorpusSender;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import io.affekt.system.FreePorts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The web page, in a real browser, before the real platform. */
class DashboardPageIT {

    private static final Path RECORDING =
            Platform.home().resolve("demo/calls/parcel.flac").normalize();

    private static Platform platform;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Assumptions.assumeTrue(
                Browser.found(),
                "The page was not tested: Debian's packages chromium and chromium-driver are not installed here");
        Path data = Files.createDirectories(Path.of("target", "platform"));
        Ports ports = new Ports(FreePorts.base());
        Layout layout = new Layout(
                ports.bootstrapServers(),
                List.of(),
                List.of(
                        "affekt.dashboard.alerts.negative.emotions=angry,sad,fearful,disgust",
                        "affekt.dashboard.alerts.negative.share=0.3"));
        platform = Platform.start(Files.createTempDirectory(data, "page"), ports, layout);
        browser = new Browser(platform.ports().uri(Service.DASHBOARD));
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    private static RestClient dashboard() {
        return new RestClient(platform.ports().uri(Service.DASHBOARD));
    }

    private static void send(String callId) throws InterruptedException {
        new CallSender(platform.ports())
                .send(RECORDING, CallSender.parameters("call_id", callId, "channels", "customer"));
        await(callId).atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> dashboard()
                .get("/v1/calls/" + callId)
                .path("complete")
                .asBoolean());
    }

    private static String model(String callId) throws InterruptedException {
        return dashboard()
                .get("/v1/calls/" + callId + "/timeline")
                .path(0)
                .path("model_version")
                .asText();
    }

    @Test
    void shouldLeadFromARecordingToABetterModelAndItsPredictions() throws Exception {
        // given: a corpus that the next model learns from
        CorpusSender corpus = new CorpusSender(platform.ports());
        corpus.send("page", Corpus.read(Platform.home().resolve("demo/corpus")));
        corpus.awaitFeatures();

        // when: a person uploads a recording
        browser.open("/");
        browser.see("#recording").sendKeys(RECORDING.toString());
        browser.see(".upload a", "open the call");
        browser.picture("uploaded");
        browser.see(".upload a").click();

        // then: its timeline is there, and plays
        browser.see(".posterior");
        WebElement cursor = browser.see(".cursor");
        cursor.sendKeys(Keys.ARROW_RIGHT);
        await().until(() -> cursor.getAttribute("aria-valuetext").startsWith("0:01 to 0:04, customer"));
        assertThat(browser.driver().findElements(By.cssSelector(".posterior li")))
                .hasSize(8);
        browser.see(".alert", "is sad or angry or fearful or disgust for at least 30 % of the speech");
        browser.see("button.first", "Play").click();
        await("the sound moves the cursor")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !cursor.getAttribute("aria-valuetext").startsWith("0:01"));
        browser.see("button.first", "Stop").click();
        browser.picture("call");

        int corpusLabels = newLabels();

        // when: they correct the window that is least certain
        browser.see("[aria-label='Uncertain windows'] button").click();
        browser.see(".correction [name=emotion]").sendKeys("sad");
        browser.see(".correction [name=annotator]").sendKeys("ann");
        browser.see(".correction button").click();
        browser.see(".correction [role=status]", "Saved: sad");
        browser.picture("corrected");

        // then: it waits for the next training
        browser.open("/models");
        browser.see("[aria-label=Training] p", "newly labelled windows that no training has seen");
        RestClient trainer = new RestClient(platform.ports().uri(Service.TRAINER));
        await("the correction becomes a labelled feature")
                .atMost(Duration.ofSeconds(60))
                .until(() -> newLabels() == corpusLabels + 1);

        // when: they start it, and promote what comes of it
        browser.see("[aria-label=Training] button.first").click();
        browser.see("[aria-label=Training] [role=status]", "training");
        browser.picture("training");
        await("the training ends")
                .atMost(Duration.ofMinutes(5))
                .until(() -> trainer.get("/v1/models").size() == 2);
        browser.see("[aria-label=Versions] button", "Version 2");
        assertThat(browser.see("[aria-label=Production] input").getAttribute("value"))
                .as("who corrected is known by name")
                .isEqualTo("ann");
        browser.see("[aria-label=Production] [placeholder=why]").sendKeys("it has heard the corrections");
        browser.see("button[aria-label='Promote version 2']").click();
        browser.see("[aria-label=Production] li", "version 2 by ann,");
        browser.picture("models");

        // then: the next call is its
        await("inference takes it over").atMost(Duration.ofSeconds(60)).until(() -> {
            String next = "page-" + System.nanoTime();
            send(next);
            return model(next).equals("2");
        });
        browser.open("/overview");
        browser.see("[aria-label='By model version'] th", "emotion:2");
        browser.see("[aria-label=Services] .badge", "ready");
        browser.picture("overview");
        assertThat(browser.complaints()).isEmpty();
    }

    private static int newLabels() throws InterruptedException {
        return new RestClient(platform.ports().uri(Service.TRAINER))
                .get("/v1/trainings/new-labels")
                .path("windows")
                .asInt();
    }

    @Test
    void shouldBeUsableWithoutEyesOrMouse() throws Exception {
        send("accessible");
        for (String path : List.of("/", "/calls/accessible", "/overview", "/models")) {
            for (boolean dark : List.of(false, true)) {
                browser.dark(dark);
                browser.open(path);
                browser.see("main h1");
                browser.see(path.equals("/models") ? ".confusion" : "table, .tiles");

                List<Rule> violations =
                        new AxeBuilder().analyze(browser.driver()).getViolations();

                assertThat(violations)
                        .filteredOn(rule -> List.of("serious", "critical").contains(rule.getImpact()))
                        .as("%s %s", path, dark ? "dark" : "light")
                        .isEmpty();
            }
        }
        browser.dark(false);
    }

    @Test
    void shouldFitAPhone() throws Exception {
        send("narrow");
        browser.size(Browser.PHONE, 844);
        for (String path : List.of("/", "/calls/narrow", "/overview", "/models")) {
            browser.open(path);
            browser.see(path.equals("/models") ? ".confusion" : "table, .tiles");
            assertThat(browser.number("return document.documentElement.scrollWidth"))
                    .as(path)
                    .isLessThanOrEqualTo(Browser.PHONE);
        }
        browser.size(Browser.DESK, 900);
    }

    @Test
    void shouldSayWhatIsWrong() {
        browser.open("/calls/nobody-called");
        browser.see("[role=alert]", "There is no call nobody-called");
        browser.open("/nowhere");
        browser.see("h1", "There is no such page");

        browser.open("/");
        browser.see("#recording")
                .sendKeys(Platform.home()
                        .resolve("demo/corpus/labels.csv")
                        .normalize()
                        .toString());
        browser.see(".upload.bad", "WAV");
        browser.complaints();
    }
}
