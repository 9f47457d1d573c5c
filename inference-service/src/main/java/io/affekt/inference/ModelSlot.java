package io.affekt.inference;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where the follower leaves a new model and one worker takes it, between two batches.
 *
 * <p>The follower calls {@link #offer}; the worker calls {@link #awaitFirst} once, then {@link #takeNewer} before each
 * batch. A model that is replaced before the worker took it is closed by the follower; one that the worker holds is
 * closed by the worker.
 */
final class ModelSlot {

    private final AtomicReference<@Nullable ServingModel> offered = new AtomicReference<>();
    private final CountDownLatch first = new CountDownLatch(1);

    /** Leaves a model for the worker. */
    void offer(ServingModel model) {
        ServingModel untaken = offered.getAndSet(model);
        if (untaken != null) {
            untaken.close();
        }
        first.countDown();
    }

    /** Waits for the first model; records wait as long. */
    ServingModel awaitFirst() throws InterruptedException {
        first.await();
        ServingModel model = offered.getAndSet(null);
        if (model == null) {
            throw new IllegalStateException("The first model was taken twice");
        }
        return model;
    }

    /** The newest model: the one that was left, after closing {@code current}, or else {@code current}. */
    ServingModel takeNewer(ServingModel current) {
        ServingModel newer = offered.getAndSet(null);
        if (newer == null) {
            return current;
        }
        current.close();
        return newer;
    }

    /** Closes a model that nobody took. */
    void close() {
        ServingModel untaken = offered.getAndSet(null);
        if (untaken != null) {
            untaken.close();
        }
    }
}
