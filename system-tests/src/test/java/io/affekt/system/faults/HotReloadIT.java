package io.affekt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.benchmarks.models.ControlModel;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Service;
import io.affekt.model.ModelArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** G2 under load: models change while calls come, and one that is not right changes nothing. */
@Tag("faults")
class HotReloadIT {

    private static final int SWITCHES = 20;
    private static final int OTHER = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    private static Stage stage;
    private static ModelTopics models;
    private static HealthClient inference;
    private static byte[] archive;
    private static String specification;
    private static long bundled;
    private static long other;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage(Layout::standard);
        inference = new HealthClient(stage.platform().ports().uri(Service.INFERENCE));
        models = new ModelTopics(stage.kafka(), List.of(inference));
        ModelArchive model = ControlModel.archive();
        archive = model.toBytes();
        specification = model.featureSpecification();
        bundled = models.firstVersion();
        other = models.publish(OTHER, model);
        // What the other model says of everything, undisturbed.
        models.point(OTHER, other);
        models.awaitServed(OTHER);
        stage.run((platform, progress) -> {});
        assertThat(stage.versions()).containsExactly(OTHER);
    }

    @AfterAll
    static void stop() {
        models.close();
        stage.close();
    }

    @Test
    void shouldPredictEachWindowByOneModelThroughManySwitches() throws Exception {
        stage.run((platform, progress) -> {
            for (int n = 0; n < SWITCHES; n++) {
                boolean back = n % 2 == 0;
                models.point(back ? 1 : OTHER, back ? bundled : other);
                progress.readFor(BETWEEN);
            }
        });

        assertThat(stage.versions()).containsExactlyInAnyOrder(1, OTHER);
        models.awaitServed(OTHER);
    }

    @Test
    void shouldGoOnWithTheOldModelWhateverIsWrongWithTheNew() throws Exception {
        models.point(OTHER, other);
        models.awaitServed(OTHER);
        double failuresBefore = failures();
        int[] wrong = {0};

        stage.run((platform, progress) -> {
            byte[] cut = Arrays.copyOf(archive, archive.length / 2);
            refused(++wrong[0], publish(2001, cut, ModelArchive.sha256(cut), specification), "archive");
            refused(++wrong[0], publish(2002, archive, ModelArchive.sha256(cut), specification), "hash");
            refused(++wrong[0], publish(2003, archive, ModelArchive.sha256(archive), "mfcc13-other"), "mfcc13-other");
            byte[] deaf = withoutNumbers(archive);
            refused(++wrong[0], publish(2004, deaf, ModelArchive.sha256(deaf), specification), "probabilities");
            // A version that nobody has published, and one that stands elsewhere.
            models.point(2005, 1_000_000);
            refused(++wrong[0], 2005, "is not that version");
            models.point(2006, other);
            refused(++wrong[0], 2006, "is not that version");
        });

        assertThat(stage.versions()).containsExactly(OTHER);
        assertThat(failures() - failuresBefore).isEqualTo(wrong[0]);
        assertThat(Files.readString(stage.platform().logs().resolve("inference-service.log")))
                .contains("emotion:2001 cannot be served", "emotion:1000 goes on serving");
        models.point(1, bundled);
        models.awaitServed(1);
        assertThat(inference.lastFailure()).as("going back clears it").isEmpty();
        models.point(OTHER, other);
        models.awaitServed(OTHER);
    }

    private static int publish(int version, byte[] bytes, String sha256, String spec) throws InterruptedException {
        models.point(version, models.publish(version, bytes, sha256, spec));
        return version;
    }

    /** Waits until the health check says why, and still names the old model. */
    private static void refused(int count, int version, String reason) {
        await("refusal " + count + " of version " + version)
                .atMost(Duration.ofSeconds(60))
                .until(() -> inference
                        .lastFailure()
                        .filter(failure -> failure.contains("emotion:" + version) && failure.contains(reason))
                        .isPresent());
        await().until(() -> inference.servingModel().equals(Optional.of("emotion:" + OTHER)));
    }

    /** The same archive with weights that are no numbers. */
    private static byte[] withoutNumbers(byte[] archive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (entry.getName().startsWith("weights")) {
                    // All bits set are a NaN.
                    Arrays.fill(content, (byte) 0xFF);
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @AfterEach
    void shouldHaveClosedEveryClassifierThatNoWorkerUses() {
        await().until(() -> metric("affekt_models_open") == Runtime.getRuntime().availableProcessors());
    }

    /** How many models were not taken. */
    private static double failures() throws Exception {
        return metric("affekt_model_reloads_total{outcome=\"failure\"");
    }

    /** The sum of a metric's lines. */
    private static double metric(String beginning) throws Exception {
        Platform platform = stage.platform();
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        platform.ports().uri(Service.INFERENCE).resolve("/q/metrics"))
                                .build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
