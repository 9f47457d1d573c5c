package io.affekt.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affekt.cli.CommandException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** JSON over HTTP to one service. A problem (RFC 9457) becomes a {@link CommandException} with its detail. Thread-safe. */
public final class RestClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;

    public RestClient(URI base) {
        this.base = base;
    }

    public JsonNode get(String path) throws InterruptedException {
        return json(send(request(path).GET(), BodyHandlers.ofByteArray()));
    }

    public byte[] getBytes(String path) throws InterruptedException {
        HttpResponse<byte[]> response = send(request(path).GET(), BodyHandlers.ofByteArray());
        json(response.statusCode(), response.statusCode() < 300 ? new byte[] {'0'} : response.body());
        return response.body();
    }

    /**
     * Writes what is there to a file, streamed. The file is as it was where the answer is a problem, or breaks off.
     *
     * @return bytes of the file
     */
    public long download(String path, Path file) throws InterruptedException {
        Path absolute = file.toAbsolutePath();
        Path part = absolute.resolveSibling(absolute.getFileName() + ".part");
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandException(file + " cannot be written: there is no folder " + folder);
        }
        try {
            HttpResponse<byte[]> response = send(
                    request(path).GET(),
                    answer -> answer.statusCode() < 300
                            ? BodySubscribers.mapping(BodySubscribers.ofFile(part), written -> new byte[] {'0'})
                            : BodySubscribers.ofByteArray());
            json(response);
            Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
            return Files.size(absolute);
        } catch (IOException e) {
            throw new CommandException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            part.toFile().delete();
        }
    }

    public JsonNode post(String path, Object body) throws InterruptedException {
        try {
            return json(send(
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                    BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Sends a file as the body, streamed. */
    public JsonNode postFile(String path, Path file) throws IOException, InterruptedException {
        return json(send(
                request(path)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofFile(file)),
                BodyHandlers.ofByteArray()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_WITHIN);
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return http.send(request.build(), handler);
        } catch (ConnectException e) {
            throw new CommandException("Nothing answers at " + base + "; start the platform with ./affekt up", e);
        } catch (IOException e) {
            throw new CommandException(base + " broke the connection off: " + e.getMessage(), e);
        }
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        return json(response.statusCode(), response.body());
    }

    private JsonNode json(int status, byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            if (status >= 300) {
                throw new CommandException(json.path("detail")
                        .asText(base + " answered " + status + " "
                                + json.path("title").asText("")));
            }
            return json;
        } catch (IOException e) {
            throw new CommandException(base + " answered " + status + " without saying why", e);
        }
    }
}
