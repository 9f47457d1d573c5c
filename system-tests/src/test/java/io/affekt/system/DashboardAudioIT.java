package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affekt.audio.Pcm16;
import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.resample.Resampler;
import io.affekt.cli.calls.CallSender;
import io.affekt.cli.platform.Platform;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page needs beside predictions: sound, the platform's state, and leave to ask the other services. */
class DashboardAudioIT {

    private static final Path RECORDING = Platform.home().resolve("demo/calls/parcel.flac");
    private static final int SAMPLES_PER_MS = 16;

    private static Platform platform;
    private static byte[] sound;

    @BeforeAll
    static void sendACall() throws Exception {
        platform = RunningPlatform.get();
        new CallSender(platform.ports())
                .send(RECORDING, CallSender.parameters("call_id", "audible", "channels", "customer"));
        try (Recording recording = Recording.open(RECORDING, AudioLimits.DEFAULT)) {
            float[] samples = Resampler.resample(recording.readFirstChannel(), recording.sampleRate(), 16_000);
            ByteBuffer encoded = Pcm16.encode(samples, 0, samples.length);
            sound = new byte[encoded.remaining()];
            encoded.get(sound);
        }
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> new RestClient(
                        platform.ports().uri(Service.DASHBOARD))
                .get("/v1/calls/audible")
                .path("complete")
                .asBoolean());
    }

    private static HttpResponse<byte[]> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> audio(String callId, String query) throws IOException, InterruptedException {
        return get(platform.ports().uri(Service.DASHBOARD).resolve("/v1/calls/" + callId + "/audio" + query));
    }

    private static byte[] samples(long startMs, long endMs) {
        int from = (int) startMs * SAMPLES_PER_MS * 2;
        return Arrays.copyOfRange(sound, from, Math.min(sound.length, (int) endMs * SAMPLES_PER_MS * 2));
    }

    private static byte[] samplesOf(HttpResponse<byte[]> wav) throws Exception {
        assertThat(wav.statusCode())
                .as(new String(wav.body(), 0, Math.min(400, wav.body().length)))
                .isEqualTo(200);
        try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav.body()))) {
            assertThat(in.getFormat().matches(new AudioFormat(16_000, 16, 1, true, false)))
                    .isTrue();
            return in.readAllBytes();
        }
    }

    @Test
    void shouldGiveTheSoundAsItWasAnalysed() throws Exception {
        assertThat(samplesOf(audio("audible", ""))).isEqualTo(sound);
        assertThat(samplesOf(audio("audible", "?start_ms=1234&end_ms=4567"))).isEqualTo(samples(1234, 4567));
        assertThat(samplesOf(audio("audible", "?start_ms=13000&end_ms=20000"))).isEqualTo(samples(13000, 20000));
    }

    @Test
    void shouldSayWhereThereIsNoSound() throws Exception {
        assertThat(audio("nobody", "").statusCode()).isEqualTo(404);
        assertThat(audio("audible", "?channel=3").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> beyond = audio("audible", "?start_ms=60000");
        assertThat(beyond.statusCode()).isEqualTo(404);
        assertThat(new String(beyond.body())).contains("the retention of audio-chunks has taken it");
        assertThat(audio("audible", "?start_ms=0&end_ms=60001").statusCode()).isEqualTo(400);
        assertThat(audio("audible", "?start_ms=-1").statusCode()).isEqualTo(400);
        assertThat(audio("audible", "?start_ms=" + Long.MAX_VALUE).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTellHowFarTheServicesAreBehind() throws Exception {
        RestClient dashboard = new RestClient(platform.ports().uri(Service.DASHBOARD));

        await("all is worked off").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var status = dashboard.get("/v1/platform");
            assertThat(status.path("groups")).hasSize(3).allSatisfy(group -> {
                assertThat(group.path("state").asText()).isEqualTo("STABLE");
                assertThat(group.path("members").asInt()).isPositive();
                assertThat(group.path("behind_ms").asLong(-1)).isZero();
            });
            assertThat(status.path("dead_letters").asLong(-1)).isNotNegative();
        });
        var addresses = dashboard.get("/v1/platform/addresses");
        assertThat(addresses.path("ingest").asText())
                .isEqualTo(platform.ports().uri(Service.INGEST).toString());
    }

    @Test
    void shouldLetTheDashboardsPageAloneAskTheOthers() throws Exception {
        for (Service service : new Service[] {Service.INGEST, Service.TRAINER}) {
            URI health = platform.ports().uri(service).resolve("/q/health/ready");
            String page = platform.ports().uri(Service.DASHBOARD).toString();

            assertThat(get(health, "Origin", page).headers().firstValue("Access-Control-Allow-Origin"))
                    .as(service.label())
                    .hasValue(page);
            HttpResponse<byte[]> stranger = get(health, "Origin", "http://example.org");
            assertThat(stranger.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
            assertThat(stranger.statusCode()).isEqualTo(403);
        }
    }
}
