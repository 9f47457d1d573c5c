package io.affekt.cli.evaluate;

import io.affekt.cli.Terminal;
import io.affekt.model.TrainingQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the trainings of a protocol beside each other, as many networks at once as the machine has cores. */
final class FoldRunner {

    private final FoldStore store;
    private final ExecutorService networks;

    /** @param networks where networks train */
    FoldRunner(FoldStore store, ExecutorService networks) {
        this.store = store;
        this.networks = networks;
    }

    /** The results, in the order of the jobs. A job whose result was kept is not run again. */
    List<FoldResult> run(List<FoldJob> jobs) {
        AtomicInteger ended = new AtomicInteger();
        List<Callable<FoldResult>> trainings = new ArrayList<>();
        jobs.forEach(job -> trainings.add(() -> run(job, ended, jobs.size())));
        return TrainingQueue.run(trainings);
    }

    private FoldResult run(FoldJob job, AtomicInteger ended, int of) throws IOException {
        FoldResult result = store.get(
                job.name(),
                job.decidedBy(),
                FoldResult.class,
                () -> job.run(
                        networks,
                        (epoch, epochs, loss) ->
                                Terminal.progress("%d of %d trainings done; seed %d, fold %d: epoch %d of %d, loss %.3f"
                                        .formatted(ended.get(), of, job.seed(), job.fold(), epoch, epochs, loss))));
        ended.incrementAndGet();
        return result;
    }
}
