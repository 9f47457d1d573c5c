package io.affekt.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.affekt.cli.platform.RestClient;
import io.affekt.cli.platform.Service;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The REST of trainer-service, from outside. */
class TrainerIT {

    private static RestClient trainer;

    @BeforeAll
    static void start() throws Exception {
        trainer = new RestClient(RunningPlatform.get().ports().uri(Service.TRAINER));
    }

    @Test
    void shouldHaveTheBundledModelInProduction() throws Exception {
        JsonNode first = trainer.get("/v1/models/1");

        assertThat(first.path("aliases").path(0).asText()).isEqualTo("production");
        assertThat(first.path("metrics").path("uar").asDouble()).isBetween(0.5, 1.0);
        assertThat(first.path("lineage").path("dataset_sha256").asText()).hasSize(64);
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> trainer.post("/v1/trainings", Map.of("architecture", "nope")))
                .hasMessageContaining("'nope' is not an architecture");
        assertThatThrownBy(() -> trainer.post("/v1/trainings", Map.of("epochs", 0)))
                .hasMessageContaining("Epochs must be");
        assertThatThrownBy(() -> trainer.get("/v1/models/99")).hasMessageContaining("no version 99");
        assertThatThrownBy(() -> trainer.get("/v1/trainings/none")).hasMessageContaining("no training none");
        assertThatThrownBy(() -> trainer.post("/v1/models/rollback", Map.of("reason", "test", "actor", "test")))
                .hasMessageContaining("no version before");
    }
}
