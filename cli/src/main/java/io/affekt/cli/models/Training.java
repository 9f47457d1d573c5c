package io.affekt.cli.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.CommandException;
import io.affekt.cli.Terminal;
import io.affekt.cli.platform.HealthClient;
import io.affekt.cli.platform.Ports;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Trainings and versions, by the REST of trainer-service. */
public final class Training {

    private static final long CHECK_EVERY_MS = 500;
    private static final Duration TAKE_OVER_WITHIN = Duration.ofSeconds(60);

    private final RestClient trainer;
    private final HealthClient inference;

    public Training(Ports ports) {
        trainer = new RestClient(ports.uri(Service.TRAINER));
        inference = new HealthClient(ports.uri(Service.INFERENCE));
    }

    /**
     * Starts a training and waits for its end.
     *
     * @param request as {@code POST /v1/trainings} takes it
     * @return the training's last word
     */
    public JsonNode run(Map<String, Object> request) throws InterruptedException {
        JsonNode view = trainer.post("/v1/trainings", request);
        String path = "/v1/trainings/" + view.path("id").asText();
        while (true) {
            view = trainer.get(path);
            switch (view.path("state").asText()) {
                case "DONE" -> {
                    return view;
                }
                case "FAILED", "CANCELLED" ->
                    throw new CommandException("The training did not come to its end: "
                            + view.path("message").asText());
                case "TRAINING" ->
                    Terminal.progress("training %s on %d windows: epoch %d of %d, loss %.3f"
                            .formatted(
                                    view.path("architecture").asText(),
                                    view.path("windows").asInt(),
                                    view.path("epoch").asInt(),
                                    view.path("epochs").asInt(),
                                    view.path("loss").asDouble()));
                default ->
                    Terminal.progress("training: " + view.path("state").asText().toLowerCase(Locale.ROOT));
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
        }
    }

    /** Puts a version into production by a person's word. */
    public JsonNode promote(String name, int version, String reason, String actor) throws InterruptedException {
        return trainer.post(
                "/v1/models/" + version + "/promote?name=" + name, Map.of("reason", reason, "actor", actor));
    }

    /** Waits until the running inference-service serves a version. */
    public void awaitServing(String name, int version) throws InterruptedException {
        String wanted = name + ":" + version;
        long deadline = System.nanoTime() + TAKE_OVER_WITHIN.toNanos();
        while (!inference.servingModel().equals(Optional.of(wanted))) {
            if (System.nanoTime() > deadline) {
                throw new CommandException("inference-service did not take " + wanted + " over within "
                        + TAKE_OVER_WITHIN.toSeconds() + " s; its log says why");
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_EVERY_MS);
        }
    }
}
