package io.affekt.trainer.training;

import io.affekt.trainer.training.TrainingView.State;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One training from its request to its end: how far it is, who follows it, and whether it can still be cancelled. An end is
 * the end, nothing comes after it.
 *
 * <p>Thread-safe. Listeners are called under the job's lock, so that each is told everything once and in order; they must
 * not wait.
 */
final class TrainingJob implements TrainingRun.Steps {

    /** What a job does on its thread. */
    interface Work {
        void run(TrainingRequest request, TrainingRun.Steps steps) throws IOException;
    }

    private static final Logger LOG = Logger.getLogger(TrainingJob.class);

    private final TrainingRequest request;
    private final @Nullable String why;
    /** Somebody who stops following does so under no lock. */
    private final List<Consumer<TrainingView>> listeners = new CopyOnWriteArrayList<>();

    private TrainingView view;
    /** The thread that works on it; null before and after. */
    private @Nullable Thread worker;

    private boolean cancelled;
    private boolean publishing;

    /**
     * @param id the training
     * @param why why it was started, where no person asked for it
     */
    TrainingJob(String id, TrainingRequest request, @Nullable String why) {
        this.request = request;
        this.why = why;
        TrainingView waiting = TrainingView.waiting(id, request);
        view = why == null ? waiting : waiting.saying(why);
    }

    synchronized TrainingView view() {
        return view;
    }

    /** Works on the caller's thread; a job that was cancelled before does nothing. */
    void run(Work work) {
        if (!begin()) {
            return;
        }
        try {
            work.run(request, this);
        } catch (Throwable e) {
            // An OutOfMemoryError of the native library too: a training that ends must say so.
            failed(e);
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (view.state().ended()) {
            return false;
        }
        worker = Thread.currentThread();
        return true;
    }

    private synchronized void failed(Throwable e) {
        if (cancelled) {
            change(view.ended(State.CANCELLED, "cancelled; nothing was published"));
        } else {
            LOG.errorf(e, "Training %s failed", view.id());
            change(view.ended(State.FAILED, e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private synchronized void end() {
        worker = null;
        // The interrupt of a cancellation is for this job, not for the next one on the thread.
        Thread.interrupted();
    }

    @Override
    public synchronized void step(UnaryOperator<TrainingView> next) {
        goOn();
        change(next.apply(view));
    }

    @Override
    public synchronized void publish() {
        goOn();
        publishing = true;
    }

    private void goOn() {
        if (cancelled) {
            throw new CancellationException("The training was cancelled");
        }
    }

    private void change(TrainingView next) {
        view = next.state().ended() && why != null ? next.saying(why + "; " + next.message()) : next;
        for (Consumer<TrainingView> listener : List.copyOf(listeners)) {
            try {
                listener.accept(view);
            } catch (RuntimeException e) {
                LOG.warnf(e, "Somebody who follows training %s could not be told", view.id());
                listeners.remove(listener);
            }
        }
    }

    /** Cancels the job, unless it has ended or its version is on the way to Kafka; gives the view of the moment. */
    synchronized TrainingView cancel() {
        if (view.state().ended() || publishing) {
            return view;
        }
        cancelled = true;
        if (worker == null) {
            change(view.ended(State.CANCELLED, "cancelled before it began"));
        } else {
            worker.interrupt();
        }
        return view;
    }

    /** Calls {@code listener} with the present view and every later one; returns how to stop. */
    synchronized Runnable follow(Consumer<TrainingView> listener) {
        if (!view.state().ended()) {
            listeners.add(listener);
        }
        listener.accept(view);
        return () -> listeners.remove(listener);
    }
}
