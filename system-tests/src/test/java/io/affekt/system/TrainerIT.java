package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.corpus.Corpus;
import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.cli.models.CorpusSender;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST of trainer-service, from outside. */
class TrainerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** So many that a training goes on until somebody ends it. */
    private static final int WITHOUT_END = 10_000;

    private static Platform platform;
    private static RestClient trainer;
    private static List<LabeledRecording> corpus;

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.get();
        trainer = new RestClient(platform.ports().uri(Service.TRAINER));
        corpus = Corpus.read(Platform.home().resolve("demo/corpus"));
        CorpusSender sender = new CorpusSender(platform.ports());
        assertThat(sender.send("trainer-it", corpus)).isZero();
        sender.awaitFeatures();
    }

    private static HttpResponse<String> answer(String method, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        platform.ports().uri(Service.TRAINER).resolve(path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static String train(String name, int epochs) throws InterruptedException {
        return trainer.post("/v1/trainings", Map.of("name", name, "architecture", "paper-cnn1d", "epochs", epochs))
                .path("id")
                .asText();
    }

    private static void awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .until(() -> trainer.get("/v1/trainings/" + id).path("state").asText(), state::equals);
    }

    private static void awaitEpoch(String id) {
        await().atMost(PATIENCE)
                .until(() -> trainer.get("/v1/trainings/" + id).path("epoch").asInt() > 0);
    }

    private static List<Path> datasets() throws IOException {
        try (Stream<Path> files = Files.list(platform.logs().resolveSibling("trainer-service"))) {
            return files.toList();
        }
    }

    @Test
    void shouldHaveTheBundledModelInProduction() throws Exception {
        JsonNode first = trainer.get("/v1/models/1");

        assertThat(first.path("aliases").path(0).asText()).isEqualTo("production");
        assertThat(first.path("metrics").path("uar").asDouble()).isBetween(0.5, 1.0);
        assertThat(first.path("lineage").path("dataset_sha256").asText()).hasSize(64);
    }

    @Test
    void shouldShowWhatIsKnownOfAVersion() throws Exception {
        HttpResponse<String> report = answer("GET", "/v1/models/1/report", "");
        HttpResponse<String> card = answer("GET", "/v1/models/1/card", "");

        assertThat(report.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(report.body())
                .contains("Confusion matrix", "actor-06, actor-07", "</html>")
                .doesNotContain("<script");
        assertThat(card.body()).startsWith("# Model emotion").contains("| UAR |");
        assertThat(answer("GET", "/v1/models/99/report", "").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSearchForSettingsBeforeATraining() throws Exception {
        String id = trainer.post(
                        "/v1/trainings",
                        Map.of("name", "searched", "architecture", "paper-cnn1d", "epochs", 4, "search", 2))
                .path("id")
                .asText();
        awaitState(id, "DONE");

        JsonNode version = trainer.get("/v1/models/1?name=searched");
        assertThat(version.path("lineage").path("parameters").path("epochs").asText())
                .isEqualTo("4");
        assertThat(version.path("lineage").path("parameters").has("learning_rate"))
                .isTrue();
    }

    @Test
    void shouldSayWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> trainer.post("/v1/trainings", Map.of("architecture", "nope")))
                .hasMessageContaining("'nope' is not an architecture");
        assertThatThrownBy(() -> trainer.post("/v1/trainings", Map.of("epochs", 0)))
                .hasMessageContaining("Epochs must be");
        assertThatThrownBy(() -> trainer.get("/v1/models/99")).hasMessageContaining("no version 99");
        assertThatThrownBy(() -> trainer.get("/v1/trainings/none")).hasMessageContaining("no training none");
        assertThatThrownBy(() -> trainer.post("/v1/models/rollback", Map.of("reason", "test", "actor", "test")))
                .hasMessageContaining("no version before");
        assertThatThrownBy(() -> trainer.get("/v1/dataset?format=xls")).hasMessageContaining("'xls' is not a format");
        assertThat(detail("[]")).contains("not the shape of /q/openapi");
        assertThat(detail("{bad")).contains("Unexpected character");
        assertThat(detail("{\"epochs\": \"many\"}")).contains("from String \"many\"");
        assertThat(detail("{\"epoch\": 3}")).contains("Unrecognized field \"epoch\"");
    }

    /** What a refused request for a training says. */
    private static String detail(String body) throws Exception {
        HttpResponse<String> answer = answer("POST", "/v1/trainings", body);
        assertThat(answer.statusCode()).as(body).isEqualTo(400);
        return JSON.readTree(answer.body()).path("detail").asText();
    }

    @Test
    void shouldTrainAModelOnceAtATimeAndCancel() throws Exception {
        String id = train("cancelled", WITHOUT_END);
        awaitEpoch(id);

        HttpResponse<String> second = answer("POST", "/v1/trainings", "{\"name\": \"cancelled\"}");
        assertThat(second.statusCode()).as(second.body()).isEqualTo(409);
        assertThat(JSON.readTree(second.body()).path("detail").asText()).contains("already being trained", id);

        assertThat(answer("DELETE", "/v1/trainings/" + id, "").statusCode()).isEqualTo(200);
        awaitState(id, "CANCELLED");
        assertThat(answer("GET", "/v1/trainings/" + id + "/events", "").body())
                .as("progress that ends with the training")
                .contains("\"state\":\"CANCELLED\"");
        assertThat(trainer.get("/v1/models?name=cancelled")).isEmpty();
    }

    @Test
    void shouldStartAgainCleanWhenItWasKilledInTheMiddleOfATraining() throws Exception {
        // given
        awaitEpoch(train("killed", WITHOUT_END));
        assertThat(datasets()).as("the dataset in use").isNotEmpty();

        // when
        platform.process(Service.TRAINER).kill();
        assertThat(datasets()).as("what a crash leaves behind").isNotEmpty();
        platform.start(Service.TRAINER);
        platform.awaitReady(Service.TRAINER);

        // then: nothing half is published, nothing is left, and it trains
        assertThat(trainer.get("/v1/models?name=killed")).isEmpty();
        assertThat(trainer.get("/v1/models/history?name=killed")).isEmpty();
        assertThat(trainer.get("/v1/trainings")).isEmpty();
        assertThat(datasets()).isEmpty();
        String again = train("killed", 1);
        awaitState(again, "DONE");
        JsonNode versions = trainer.get("/v1/models?name=killed");
        assertThat(versions).hasSize(1);
        assertThat(versions.path(0).path("version").asInt()).isEqualTo(1);
        await().atMost(PATIENCE).until(() -> datasets().isEmpty());
    }

    @Test
    void shouldExportTheDataset(@TempDir Path folder) throws Exception {
        Path csv = folder.resolve("dataset.csv");
        trainer.download("/v1/dataset?format=csv", csv);
        trainer.download("/v1/dataset?format=npy", folder.resolve("dataset.zip"));
        trainer.download("/v1/dataset?format=hdf5", folder.resolve("dataset.h5"));

        List<String> lines = Files.readAllLines(csv);
        Set<String> calls = new HashSet<>();
        lines.stream().skip(1).filter(line -> line.contains(",none,")).forEach(line -> calls.add(line.split(",")[1]));
        assertThat(calls).filteredOn(call -> call.startsWith("trainer-it.")).hasSameSizeAs(corpus);
        int matrix = 94 * 80 * Float.BYTES;
        assertThat(Files.size(folder.resolve("dataset.zip"))).isGreaterThan((long) (lines.size() - 1) * matrix);
        byte[] hdf5 = Files.readAllBytes(folder.resolve("dataset.h5"));
        assertThat(hdf5.length).isGreaterThan((lines.size() - 1) * matrix);
        assertThat(new String(hdf5, 1, 3, StandardCharsets.US_ASCII)).isEqualTo("HDF");
        HttpResponse<String> head = answer("HEAD", "/v1/dataset?format=hdf5", "");
        assertThat(head.statusCode()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> datasets().isEmpty());
        assertThatThrownBy(() -> trainer.download("/v1/dataset?format=xls", folder.resolve("dataset.xls")))
                .hasMessageContaining("'xls' is not a format");
        assertThat(folder.resolve("dataset.xls")).doesNotExist();
    }
}
