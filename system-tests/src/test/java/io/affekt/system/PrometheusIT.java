package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/prometheus} and {@code deploy/grafana} ask for is what the services give. */
class PrometheusIT {

    private static final Path PROMETHEUS = Path.of("/usr/bin/prometheus");
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Path DEPLOY = Platform.home().resolve("deploy");
    private static final Pattern METRIC = Pattern.compile("\\b(?:affekt|kafka|http|jvm)_[a-z_]+");

    @TempDir
    Path folder;

    @BeforeAll
    static void requireFound() {
        Assumptions.assumeTrue(
                Files.isExecutable(PROMETHEUS) && Files.isExecutable(PROMTOOL),
                "Prometheus was not tested: Debian's package prometheus is not installed here");
    }

    private static void promtool(String how, String what, Path file) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(PROMTOOL.toString(), how, what, file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor()).as(said).isZero();
    }

    @Test
    void shouldBeAcceptedByPromtool() throws Exception {
        promtool("check", "rules", DEPLOY.resolve("prometheus/rules.yml"));
        promtool("check", "config", DEPLOY.resolve("prometheus/prometheus.yml"));
    }

    @Test
    void shouldAlertAsTheRulesSay() throws Exception {
        promtool("test", "rules", DEPLOY.resolve("prometheus/rules-test.yml"));
    }

    @Test
    void shouldFindEveryMetricThatRulesAndDashboardName() throws Exception {
        Platform platform = RunningPlatform.get();
        new CallSender(platform.ports())
                .send(
                        RunningPlatform.recordings().get(0),
                        CallSender.parameters("call_id", "scraped", "channels", "customer"));
        int port = FreePorts.base();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), config(platform));
        Process prometheus = new ProcessBuilder(
                        PROMETHEUS.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        try {
            RestClient api = new RestClient(URI.create("http://127.0.0.1:" + port));
            await("every service is up")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> query(api, "up == 1").size() == Service.values().length);
            Set<String> named = new TreeSet<>();
            named.addAll(metrics(DEPLOY.resolve("prometheus/rules.yml")));
            named.addAll(metrics(DEPLOY.resolve("grafana/dashboards/affekt.json")));
            assertThat(named).contains("affekt_predictions_total", "affekt_stage_latency_seconds_bucket");

            for (String metric : named) {
                await(metric).atMost(Duration.ofSeconds(30)).until(() -> !query(api, metric)
                        .isEmpty());
            }
        } finally {
            prometheus.destroy();
            prometheus.waitFor();
        }
    }

    private static String config(Platform platform) {
        StringBuilder config = new StringBuilder("global:\n  scrape_interval: 1s\nscrape_configs:\n");
        for (Service service : Service.values()) {
            config.append(
                    "  - job_name: %s%n    metrics_path: /q/metrics%n    static_configs:%n".formatted(service.label()));
            config.append("      - targets: ['%s']%n"
                    .formatted(platform.ports().uri(service).getAuthority()));
        }
        return config.toString();
    }

    private static Set<String> metrics(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        for (String expression : expressions(file)) {
            Matcher matcher = METRIC.matcher(expression);
            while (matcher.find()) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    /** The lines of rules, or of a dashboard, that are asked of Prometheus. */
    private static List<String> expressions(Path file) throws IOException {
        if (file.toString().endsWith(".json")) {
            return new ObjectMapper().readTree(file.toFile()).findValuesAsText("expr");
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("expr:") || line.contains("rate("))
                .toList();
    }

    private static JsonNode query(RestClient api, String expression) throws InterruptedException {
        return api.get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("data")
                .path("result");
    }
}
