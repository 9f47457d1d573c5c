package io.affekt.trainer.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The trainings of this process, one at a time. Thread-safe. */
public final class Trainings implements AutoCloseable {

    /** A model is already being trained. */
    public static final class AlreadyTrainingException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyTrainingException(String name, String id) {
            super("Model " + name + " is already being trained by training " + id + "; wait for it or cancel it");
        }
    }

    private static final Logger LOG = Logger.getLogger(Trainings.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    /** Older trainings are forgotten when they have ended; their versions are in the registry. */
    private static final int REMEMBERED = 100;

    private final TrainingJob.Work work;
    private final Runnable whenClosed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "trainer"));
    private final Map<String, TrainingJob> jobs = new LinkedHashMap<>();
    private final List<Consumer<TrainingRequest>> whenStarted = new CopyOnWriteArrayList<>();

    /** @param run what a training does; closed with this */
    public Trainings(TrainingRun run) {
        this(run::run, run::close);
    }

    Trainings(TrainingJob.Work work) {
        this(work, () -> {});
    }

    private Trainings(TrainingJob.Work work, Runnable whenClosed) {
        this.work = work;
        this.whenClosed = whenClosed;
    }

    /**
     * Starts a training.
     *
     * @throws AlreadyTrainingException when a training of the same model has not ended
     */
    public synchronized TrainingView start(TrainingRequest request) {
        running(request.name()).ifPresent(running -> {
            throw new AlreadyTrainingException(request.name(), running.id());
        });
        return submit(request, null);
    }

    /** Starts a training that no person asked for, unless one of the same model has not ended. */
    synchronized Optional<TrainingView> startIfIdle(TrainingRequest request, String why) {
        return running(request.name()).isPresent() ? Optional.empty() : Optional.of(submit(request, why));
    }

    private Optional<TrainingView> running(String name) {
        return jobs.values().stream()
                .map(TrainingJob::view)
                .filter(view -> view.name().equals(name) && !view.state().ended())
                .findFirst();
    }

    private TrainingView submit(TrainingRequest request, @Nullable String why) {
        String id = UUID.randomUUID().toString();
        TrainingJob job = new TrainingJob(id, request, why);
        worker.execute(() -> job.run(work));
        if (jobs.size() >= REMEMBERED) {
            jobs.values().stream()
                    .filter(old -> old.view().state().ended())
                    .findFirst()
                    .ifPresent(old -> jobs.remove(old.view().id()));
        }
        jobs.put(id, job);
        whenStarted.forEach(listener -> listener.accept(request));
        return job.view();
    }

    /** Calls {@code listener} for every training that is started, on the thread that starts it. */
    void whenStarted(Consumer<TrainingRequest> listener) {
        whenStarted.add(listener);
    }

    /** Newest first. */
    public synchronized List<TrainingView> list() {
        List<TrainingView> views = new ArrayList<>();
        jobs.values().forEach(job -> views.add(0, job.view()));
        return views;
    }

    /** @throws NoSuchElementException when there is no such training */
    public TrainingView get(String id) {
        return job(id).view();
    }

    /**
     * Cancels a training; nothing of it is published. One that has ended, or whose version is on the way to Kafka already,
     * stays what it is.
     *
     * @throws NoSuchElementException when there is no such training
     */
    public TrainingView cancel(String id) {
        return job(id).cancel();
    }

    /**
     * Calls {@code listener} with the present view and every later one, each once and in order; it must not wait.
     *
     * @return how to stop
     * @throws NoSuchElementException when there is no such training
     */
    public Runnable follow(String id, Consumer<TrainingView> listener) {
        return job(id).follow(listener);
    }

    private synchronized TrainingJob job(String id) {
        TrainingJob job = jobs.get(id);
        if (job == null) {
            throw new NoSuchElementException("There is no training " + id);
        }
        return job;
    }

    /** Cancels what has not ended; what is being published gets the time for it. */
    @Override
    public void close() throws InterruptedException {
        List<TrainingJob> all;
        synchronized (this) {
            worker.shutdown();
            all = List.copyOf(jobs.values());
        }
        all.forEach(TrainingJob::cancel);
        if (!worker.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("The training did not stop within %s", STOP_WITHIN);
            worker.shutdownNow();
        }
        whenClosed.run();
    }
}
