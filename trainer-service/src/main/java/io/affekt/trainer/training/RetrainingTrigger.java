package io.affekt.trainer.training;

import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Starts a training when enough new labels have come since the last one of the same model was started, whoever started
 * it. While one runs, it waits for its end. Thread-safe.
 */
public final class RetrainingTrigger {

    private static final Logger LOG = Logger.getLogger(RetrainingTrigger.class);

    private final Trainings trainings;
    private final TrainingRequest request;
    private final int after;
    private final AtomicLong came = new AtomicLong();

    /**
     * @param request what is trained
     * @param after how many labels are enough, at least 1
     */
    public RetrainingTrigger(Trainings trainings, TrainingRequest request, int after) {
        this.trainings = trainings;
        this.request = request;
        this.after = after;
        trainings.whenStarted(started -> {
            if (started.name().equals(request.name())) {
                came.set(0);
            }
        });
    }

    /**
     * Takes note of new labels. Called with 0 too, from time to time: what had to wait is started then.
     *
     * @param labels how many have come since the last call
     */
    void came(int labels) {
        long all = came.addAndGet(labels);
        if (all >= after) {
            String why = "started by %s: %d newly labelled windows have come, a training is due after %d"
                    .formatted(request.actor(), all, after);
            trainings.startIfIdle(request, why).ifPresent(view -> LOG.infof("Training %s %s", view.id(), why));
        }
    }
}
