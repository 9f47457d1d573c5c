package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.ModelTrainer.LeaveOut;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RandomSearchTest {

    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        workers.shutdown();
    }

    private List<RandomSearch.Trial> search(List<Integer> progress) {
        TrainingSettings base = TrainingSettings.of(
                Architecture.PAPER_CNN1D, SyntheticSpeech.SPECIFICATION, SyntheticSpeech.FRAMES, 2, 11);
        return new RandomSearch(new SyntheticSpeech(40, 1), LeaveOut.SPEAKERS, 2, workers)
                .run(base, 3, (done, of) -> progress.add(of - done));
    }

    @Test
    void shouldTryTheUsualSettingsAndDrawnOnesTheBestFirst() {
        List<Integer> left = new ArrayList<>();

        List<RandomSearch.Trial> trials = search(left);

        assertThat(trials).hasSize(4);
        assertThat(trials).extracting(trial -> -trial.uar()).isSorted();
        assertThat(trials)
                .extracting(trial -> trial.settings().learningRate())
                .doesNotHaveDuplicates()
                .contains(0.005);
        assertThat(left).containsExactly(7, 6, 5, 4, 3, 2, 1, 0);
    }

    @Test
    void shouldDrawTheSameForTheSameSeed() {
        assertThat(search(new ArrayList<>())).isEqualTo(search(new ArrayList<>()));
    }
}
