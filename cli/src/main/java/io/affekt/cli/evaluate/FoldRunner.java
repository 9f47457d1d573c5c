package io.affekt.cli.evaluate;

import io.affekt.cli.Terminal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the trainings of a protocol beside each other, as many networks at once as the machine has cores. */
final class FoldRunner {

    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final FoldStore store;
    private final ExecutorService networks;

    /** @param networks where networks train */
    FoldRunner(FoldStore store, ExecutorService networks) {
        this.store = store;
        this.networks = networks;
    }

    /** The results, in the order of the jobs. A job whose result was kept is not run again. */
    List<FoldResult> run(List<FoldJob> jobs) throws IOException, InterruptedException {
        // A job waits for its networks, and works itself only when it judges.
        ExecutorService waiting = Executors.newFixedThreadPool(CORES);
        AtomicInteger ended = new AtomicInteger();
        try {
            List<Future<FoldResult>> pending = new ArrayList<>();
            for (FoldJob job : jobs) {
                pending.add(waiting.submit(() -> run(job, ended, jobs.size())));
            }
            List<FoldResult> results = new ArrayList<>();
            for (Future<FoldResult> result : pending) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            waiting.shutdownNow();
        }
    }

    private FoldResult run(FoldJob job, AtomicInteger ended, int of) throws IOException {
        Optional<FoldResult> kept = store.find(job);
        FoldResult result;
        if (kept.isPresent()) {
            result = kept.get();
        } else {
            result = job.run(
                    networks,
                    (epoch, epochs, loss) ->
                            Terminal.progress("%d of %d trainings done; seed %d, fold %d: epoch %d of %d, loss %.3f"
                                    .formatted(ended.get(), of, job.seed(), job.fold(), epoch, epochs, loss)));
            store.keep(job, result);
        }
        ended.incrementAndGet();
        return result;
    }
}
