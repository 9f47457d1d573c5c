package io.affekt.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affekt.model.Architecture;
import io.affekt.trainer.training.TrainingView.State;
import io.affekt.trainer.training.Trainings.AlreadyTrainingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainingsTest {

    private static final Promotion PROMOTION = new Promotion(false, "too little evidence");

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Set<String> published = ConcurrentHashMap.newKeySet();
    private Trainings trainings;

    @AfterEach
    void close() throws InterruptedException {
        goOn.countDown();
        trainings.close();
    }

    private static TrainingRequest request(String name) {
        return new TrainingRequest(name, Architecture.CNN1D, 1, 1, 0, "ann");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits in the middle until it is told to go on. */
    private void slowly(TrainingRequest request, TrainingRun.Steps steps) {
        steps.step(view -> view.at(State.READING));
        running.countDown();
        await(goOn);
        steps.publish();
        published.add(request.name());
        steps.step(view -> view.done(null, 1, PROMOTION));
    }

    private TrainingView ended(TrainingView training) {
        return Awaitility.await()
                .until(() -> trainings.get(training.id()), view -> view.state().ended());
    }

    @Test
    void shouldTrainAModelOnceAtATime() {
        trainings = new Trainings(this::slowly);
        TrainingView first = trainings.start(request("a"));
        TrainingView waiting = trainings.start(request("b"));

        assertThatThrownBy(() -> trainings.start(request("a")))
                .isInstanceOf(AlreadyTrainingException.class)
                .hasMessageContaining(first.id());
        assertThatThrownBy(() -> trainings.start(request("b"))).isInstanceOf(AlreadyTrainingException.class);

        goOn.countDown();
        assertThat(ended(first).state()).isEqualTo(State.DONE);
        assertThat(ended(waiting).state()).isEqualTo(State.DONE);
        assertThat(trainings.start(request("a")).state()).isNotNull();
    }

    @Test
    void shouldCancelWhatWaits() {
        trainings = new Trainings(this::slowly);
        TrainingView first = trainings.start(request("a"));
        TrainingView waiting = trainings.start(request("b"));

        TrainingView cancelled = trainings.cancel(waiting.id());

        assertThat(cancelled.state()).isEqualTo(State.CANCELLED);
        assertThat(cancelled.message()).isEqualTo("cancelled before it began");
        goOn.countDown();
        assertThat(ended(first).state()).isEqualTo(State.DONE);
        assertThat(ended(trainings.start(request("b"))).state()).isEqualTo(State.DONE);
        assertThat(trainings.get(waiting.id())).as("an end is the end").isEqualTo(cancelled);
    }

    @Test
    void shouldCancelWhatRunsAndPublishNothing() {
        trainings = new Trainings(this::slowly);
        TrainingView training = trainings.start(request("a"));
        await(running);

        trainings.cancel(training.id());

        assertThat(ended(training).state()).isEqualTo(State.CANCELLED);
        assertThat(ended(training).message()).isEqualTo("cancelled; nothing was published");
        assertThat(published).isEmpty();
    }

    @Test
    void shouldStopACancelledTrainingThatSwallowedItsInterrupt() {
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger interrupts = new AtomicInteger();
        trainings = new Trainings((request, steps) -> {
            if (request.name().equals("next")) {
                interrupts.addAndGet(Thread.interrupted() ? 1 : 0);
                return;
            }
            running.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            interrupted.countDown();
            steps.publish();
            published.add(request.name());
        });
        TrainingView training = trainings.start(request("a"));
        await(running);
        trainings.start(request("next"));

        trainings.cancel(training.id());

        await(interrupted);
        assertThat(ended(training).state()).isEqualTo(State.CANCELLED);
        assertThat(published).isEmpty();
        assertThat(interrupts).as("interrupts that reached the next training").hasValue(0);
    }

    @Test
    void shouldNotCancelWhatIsOnItsWayToKafka() {
        trainings = new Trainings((request, steps) -> {
            steps.publish();
            running.countDown();
            await(goOn);
            steps.step(view -> view.done(null, 1, PROMOTION));
        });
        TrainingView training = trainings.start(request("a"));
        await(running);

        trainings.cancel(training.id());

        goOn.countDown();
        assertThat(ended(training).state()).isEqualTo(State.DONE);
        assertThat(trainings.cancel(training.id()).state()).isEqualTo(State.DONE);
    }

    @Test
    void shouldSayWhyATrainingFailed() {
        trainings = new Trainings((request, steps) -> {
            throw new OutOfMemoryError("of the native library");
        });

        TrainingView failed = ended(trainings.start(request("a")));

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.message()).isEqualTo("of the native library");
    }

    @Test
    void shouldTellFollowersEverythingOnceAndInOrder() {
        trainings = new Trainings(this::slowly);
        List<State> told = Collections.synchronizedList(new ArrayList<>());
        TrainingView training = trainings.start(request("a"));
        await(running);
        trainings.follow(training.id(), view -> {
            if (view.state().ended()) {
                throw new IllegalStateException("a listener that is broken");
            }
        });
        trainings.follow(training.id(), view -> told.add(view.state()));

        goOn.countDown();

        ended(training);
        assertThat(told).containsExactly(State.READING, State.DONE);
        List<State> late = new ArrayList<>();
        trainings.follow(training.id(), view -> late.add(view.state()));
        assertThat(late).containsExactly(State.DONE);
    }

    /** A cancellation at any moment: what is called cancelled was not published, and the other way round. */
    @Test
    void shouldNeverPublishWhatItCallsCancelled() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        trainings = new Trainings((request, steps) -> {
            meet(together);
            for (int i = 0; i < 20; i++) {
                steps.step(view -> view.at(State.TRAINING));
            }
            steps.publish();
            published.add(request.name());
            steps.step(view -> view.done(null, 1, PROMOTION));
        });
        int[] ends = new int[State.values().length];
        for (int round = 0; round < 2000; round++) {
            String name = "m" + round;
            TrainingView training = trainings.start(request(name));
            List<State> told = Collections.synchronizedList(new ArrayList<>());
            CountDownLatch ended = new CountDownLatch(1);
            trainings.follow(training.id(), view -> {
                told.add(view.state());
                if (view.state().ended()) {
                    ended.countDown();
                }
            });
            meet(together);
            for (int spin = 0; spin < round * 2; spin++) {
                Thread.onSpinWait();
            }

            trainings.cancel(training.id());

            await(ended);
            TrainingView end = trainings.get(training.id());
            ends[end.state().ordinal()]++;
            assertThat(published.contains(name)).as(end.toString()).isEqualTo(end.state() == State.DONE);
            assertThat(told.stream().filter(State::ended)).containsExactly(end.state());
            assertThat(told.get(told.size() - 1)).isEqualTo(end.state());
        }
        assertThat(ends[State.FAILED.ordinal()]).isZero();
        assertThat(ends[State.CANCELLED.ordinal()]).isPositive();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldForgetOnlyWhatHasEnded() {
        trainings = new Trainings(this::slowly);
        TrainingView first = trainings.start(request("first"));
        for (int i = 0; i < 150; i++) {
            trainings.cancel(trainings.start(request("m" + i)).id());
        }

        assertThat(trainings.list()).hasSizeLessThanOrEqualTo(100);
        assertThat(trainings.get(first.id()).state().ended()).isFalse();
        assertThatThrownBy(() -> trainings.get("none"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("no training none");
    }

    @Test
    void shouldEndWhatRunsAndWhatWaitsWhenItIsClosed() throws InterruptedException {
        trainings = new Trainings(this::slowly);
        TrainingView first = trainings.start(request("a"));
        TrainingView waiting = trainings.start(request("b"));
        await(running);

        trainings.close();

        assertThat(trainings.get(first.id()).state()).isEqualTo(State.CANCELLED);
        assertThat(trainings.get(waiting.id()).state()).isEqualTo(State.CANCELLED);
        assertThat(published).isEmpty();
    }
}
