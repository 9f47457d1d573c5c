package io.affekt.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Works off several trainings, as many at once as the machine has cores. Each has a thread that waits for its networks,
 * which train elsewhere.
 */
public final class TrainingQueue {

    private TrainingQueue() {}

    /**
     * The results, in the order of the jobs. When this returns, however it does, no job works any more.
     *
     * @throws CancellationException when the calling thread is interrupted; its interrupted flag is then set
     * @throws IllegalStateException around the checked exception of a job; an unchecked one comes as it is
     */
    public static <T> List<T> run(List<Callable<T>> jobs) {
        ExecutorService waiting =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<T>> pending = new ArrayList<>();
            jobs.forEach(job -> pending.add(waiting.submit(job)));
            List<T> results = new ArrayList<>();
            for (Future<T> result : pending) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The trainings were cancelled");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            end(waiting);
        }
    }

    private static void end(ExecutorService waiting) {
        waiting.shutdownNow();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = waiting.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
