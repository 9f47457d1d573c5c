package io.affekt.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.model.Architecture;
import io.affekt.trainer.training.TrainingView.State;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RetrainingTriggerTest {

    private static final TrainingRequest REQUEST =
            new TrainingRequest("emotion", Architecture.CNN1D, 1, 1, 0, "trainer-service");

    /** A training ends for each permit. */
    private final Semaphore ends = new Semaphore(0);

    private Trainings trainings;
    private RetrainingTrigger trigger;

    @BeforeEach
    void open() {
        trainings = new Trainings((request, steps) -> {
            steps.step(view -> view.at(State.READING));
            ends.acquireUninterruptibly();
            steps.publish();
            steps.step(view -> view.done(null, 2, new Promotion(false, "UAR is less")));
        });
        trigger = new RetrainingTrigger(trainings, REQUEST, 100);
    }

    @AfterEach
    void close() throws InterruptedException {
        ends.release(100);
        trainings.close();
    }

    private List<TrainingView> started() {
        return trainings.list();
    }

    private void endOne() {
        long before = started().stream().filter(view -> view.state().ended()).count();
        ends.release();
        Awaitility.await()
                .until(() ->
                        started().stream().filter(view -> view.state().ended()).count() > before);
    }

    @Test
    void shouldStartATrainingWhenEnoughLabelsHaveCome() {
        trigger.came(60);
        trigger.came(39);
        assertThat(started()).isEmpty();

        trigger.came(1);

        assertThat(started()).hasSize(1);
        assertThat(started().get(0).name()).isEqualTo("emotion");
        endOne();
        assertThat(started().get(0).message())
                .isEqualTo("started by trainer-service: 100 newly labelled windows have come, a training is due after"
                        + " 100; UAR is less");
    }

    @Test
    void shouldWaitForTheEndOfTheOneThatRuns() {
        trigger.came(100);

        trigger.came(150);
        trigger.came(0);
        assertThat(started()).as("never two at once").hasSize(1);

        endOne();
        assertThat(started()).hasSize(1);
        trigger.came(0);
        assertThat(started()).hasSize(2);
        endOne();
        trigger.came(0);
        assertThat(started()).as("what came was counted once").hasSize(2);
    }

    @Test
    void shouldCountFromTheTrainingThatAPersonStarted() {
        trigger.came(99);

        trainings.start(REQUEST);
        endOne();
        trigger.came(99);

        assertThat(started()).hasSize(1);
        trigger.came(1);
        assertThat(started()).hasSize(2);
    }

    @Test
    void shouldNotMindTheTrainingOfAnotherModel() {
        trigger.came(99);

        trainings.start(new TrainingRequest("another", Architecture.CNN1D, 1, 1, 0, "ann"));
        trigger.came(1);

        assertThat(started()).hasSize(2);
    }

    @Test
    void shouldOnlyCountWhereNoNumberIsEnough() {
        RetrainingTrigger counter = new RetrainingTrigger(trainings, REQUEST, 0);

        counter.came(1000);

        assertThat(started()).isEmpty();
        assertThat(counter.newLabels().windows()).isEqualTo(1000);
        trainings.start(REQUEST);
        assertThat(counter.newLabels().windows()).as("a training sees them").isZero();
    }
}
