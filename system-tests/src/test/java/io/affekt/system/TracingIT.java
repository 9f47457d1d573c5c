package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Layout;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.topics.Consumers;
import io.affekt.schemas.Topics;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One trace from an upload to its predictions, as a collector receives it. */
class TracingIT {

    /** A span and the service that sent it. */
    private record Sent(String service, Span span) {}

    private static final List<Sent> SPANS = new CopyOnWriteArrayList<>();

    private static HttpServer collector;
    private static Platform platform;

    @BeforeAll
    static void start() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", TracingIT::collect);
        collector.start();
        Path data = Files.createDirectories(Path.of("target", "platform"));
        Ports ports = new Ports(FreePorts.base());
        platform = Platform.start(
                Files.createTempDirectory(data, "traces"),
                ports,
                new Layout(
                        ports.bootstrapServers(),
                        List.of(),
                        List.of(
                                "quarkus.otel.sdk.disabled=false",
                                "quarkus.otel.exporter.otlp.protocol=http/protobuf",
                                "quarkus.otel.exporter.otlp.endpoint=http://127.0.0.1:"
                                        + collector.getAddress().getPort())));
    }

    @AfterAll
    static void end() {
        if (platform != null) {
            platform.close();
        }
        collector.stop(0);
    }

    private static void collect(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            for (ResourceSpans resource :
                    ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                String service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
                resource.getScopeSpansList()
                        .forEach(scope -> scope.getSpansList().forEach(span -> SPANS.add(new Sent(service, span))));
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static List<Sent> spans(String service, String name) {
        return SPANS.stream()
                .filter(sent ->
                        sent.service().equals(service) && sent.span().getName().equals(name))
                .toList();
    }

    @Test
    void shouldFollowACallFromTheUploadToEachPrediction() throws Exception {
        Path recording = Platform.home().resolve("demo/calls/parcel.flac");
        int windows = RunningPlatform.expectedPredictions("traced", recording).size();

        new CallSender(platform.ports())
                .send(recording, CallSender.parameters("call_id", "traced", "channels", "customer"));

        await("every chunk's and window's span")
                .atMost(Duration.ofSeconds(60))
                .until(() -> spans("inference-service", "predict").size() >= windows
                        && spans("feature-service", "features").size() > windows
                        && !spans("ingest-service", "POST /v1/calls").isEmpty());
        Optional<Sent> upload = SPANS.stream()
                .filter(sent -> sent.service().equals("ingest-service")
                        && sent.span().getName().equals("POST /v1/calls"))
                .findFirst();
        assertThat(upload).isPresent();
        ByteString trace = upload.get().span().getTraceId();
        List<Sent> features = spans("feature-service", "features");
        assertThat(features)
                .hasSize(windows + 1)
                .as("a span for each chunk, below the upload")
                .allSatisfy(sent -> {
                    assertThat(sent.span().getTraceId()).isEqualTo(trace);
                    assertThat(sent.span().getParentSpanId())
                            .isEqualTo(upload.get().span().getSpanId());
                });
        assertThat(spans("inference-service", "predict")).hasSize(windows).allSatisfy(sent -> {
            assertThat(sent.span().getTraceId()).isEqualTo(trace);
            assertThat(features.stream().map(feature -> feature.span().getSpanId()))
                    .contains(sent.span().getParentSpanId());
        });
        // Who reads predictions goes on with the trace.
        try (KafkaConsumer<String, byte[]> consumer = Consumers.of(platform.ports(), Topics.PREDICTIONS.name(), true)) {
            Header[] header = {null};
            await("a prediction's header").until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> header[0] = record.headers().lastHeader("traceparent"));
                return header[0] != null;
            });
            assertThat(new String(header[0].value(), StandardCharsets.UTF_8)).contains(hex(trace));
        }
    }

    private static String hex(ByteString bytes) {
        StringBuilder hex = new StringBuilder();
        bytes.forEach(b -> hex.append("%02x".formatted(b)));
        return hex.toString();
    }

    @Test
    void shouldTraceNothingUnlessItIsAskedFor() throws Exception {
        Platform untraced = RunningPlatform.get();
        new CallSender(untraced.ports())
                .send(
                        RunningPlatform.recordings().get(0),
                        CallSender.parameters("call_id", "untraced", "channels", "customer"));

        try (KafkaConsumer<String, byte[]> consumer =
                Consumers.of(untraced.ports(), Topics.AUDIO_CHUNKS.name(), true)) {
            Map<String, Integer> headers = new HashMap<>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                headers.put(record.key(), record.headers().toArray().length));
                return headers.containsKey("untraced");
            });
            assertThat(headers).containsEntry("untraced", 0);
        }
    }
}
