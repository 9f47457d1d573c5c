package io.affekt.trainer.training;

import io.affekt.trainer.dataset.DatasetReader;
import io.affekt.trainer.registry.ModelRegistry;
import io.affekt.trainer.training.TrainingView.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

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
    /** Older trainings are forgotten; their versions are in the registry. */
    private static final int REMEMBERED = 100;

    private static final class Job {
        volatile TrainingView view;
        volatile boolean cancelled;
        final List<Consumer<TrainingView>> listeners = new CopyOnWriteArrayList<>();

        @SuppressWarnings("NullAway.Init")
        Future<?> future;

        Job(TrainingView view) {
            this.view = view;
        }
    }

    private final TrainingRun run;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "trainer"));
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /**
     * @param specification the feature specification that is trained on
     * @param codeVersion what the lineage says of the code
     */
    public Trainings(DatasetReader reader, ModelRegistry registry, String specification, String codeVersion) {
        run = new TrainingRun(reader, registry, specification, codeVersion);
    }

    /** @throws AlreadyTrainingException when a training of the same model has not ended */
    public synchronized TrainingView start(TrainingRequest request) {
        for (Job job : jobs.values()) {
            if (job.view.name().equals(request.name()) && !job.view.state().ended()) {
                throw new AlreadyTrainingException(job.view.name(), job.view.id());
            }
        }
        String id = UUID.randomUUID().toString();
        Job job = new Job(TrainingView.waiting(id, request));
        jobs.put(id, job);
        if (jobs.size() > REMEMBERED) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        job.future = worker.submit(() -> work(job, request));
        return job.view;
    }

    private void work(Job job, TrainingRequest request) {
        try {
            run.run(request, change -> step(job, change.apply(job.view)));
        } catch (Throwable e) {
            // An OutOfMemoryError of the native library too: a training that ends must say so.
            if (job.cancelled) {
                step(job, job.view.ended(State.CANCELLED, "cancelled; nothing was published"));
                return;
            }
            LOG.errorf(e, "Training %s failed", job.view.id());
            step(job, job.view.ended(State.FAILED, String.valueOf(e.getMessage())));
        }
    }

    private static void step(Job job, TrainingView view) {
        job.view = view;
        job.listeners.forEach(listener -> listener.accept(view));
    }

    /** Newest first. */
    public synchronized List<TrainingView> list() {
        List<TrainingView> views = new ArrayList<>();
        jobs.values().forEach(job -> views.add(0, job.view));
        return views;
    }

    /** @throws NoSuchElementException when there is no such training */
    public TrainingView get(String id) {
        return job(id).view;
    }

    /** Cancels a training that has not ended; nothing of it is published. */
    public TrainingView cancel(String id) {
        Job job = job(id);
        job.cancelled = true;
        if (!job.view.state().ended() && job.future.cancel(true) && job.view.state() == State.WAITING) {
            step(job, job.view.ended(State.CANCELLED, "cancelled before it began"));
        }
        return job.view;
    }

    /** Calls {@code listener} with the present view and every later one, on the training thread; returns how to stop. */
    public Runnable follow(String id, Consumer<TrainingView> listener) {
        Job job = job(id);
        job.listeners.add(listener);
        listener.accept(job.view);
        return () -> job.listeners.remove(listener);
    }

    private synchronized Job job(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new NoSuchElementException("There is no training " + id);
        }
        return job;
    }

    @Override
    public void close() throws InterruptedException {
        worker.shutdownNow();
        if (!worker.awaitTermination(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("The training did not stop within %s", STOP_WITHIN);
        }
    }
}
