package io.affekt.trainer.training;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Counts new labels since the last training of a model was started, whoever started it, and starts one when they are
 * enough. While one runs, it waits for its end. Thread-safe.
 */
public final class RetrainingTrigger {

    private static final Logger LOG = Logger.getLogger(RetrainingTrigger.class);

    private final Trainings trainings;
    private final TrainingRequest request;
    private final int after;
    private final AtomicReference<NewLabels> newLabels = new AtomicReference<>(new NewLabels(0, Instant.now()));

    /**
     * Labels that no training has seen.
     *
     * @param windows newly labelled windows
     * @param since from when on they are counted
     */
    public record NewLabels(long windows, Instant since) {}

    /**
     * @param request what is trained
     * @param after how many labels are enough; 0 if none ever are
     */
    public RetrainingTrigger(Trainings trainings, TrainingRequest request, int after) {
        this.trainings = trainings;
        this.request = request;
        this.after = after;
        trainings.whenStarted(started -> {
            if (started.name().equals(request.name())) {
                newLabels.set(new NewLabels(0, Instant.now()));
            }
        });
    }

    /**
     * Takes note of new labels. Called with 0 too, from time to time: what had to wait is started then.
     *
     * @param labels how many have come since the last call
     */
    void came(int labels) {
        long all = newLabels
                .updateAndGet(known -> new NewLabels(known.windows() + labels, known.since()))
                .windows();
        if (after > 0 && all >= after) {
            String why = "started by %s: %d newly labelled windows have come, a training is due after %d"
                    .formatted(request.actor(), all, after);
            trainings.startIfIdle(request, why).ifPresent(view -> LOG.infof("Training %s %s", view.id(), why));
        }
    }

    /** What has come since the last training was started, or since this was made. */
    public NewLabels newLabels() {
        return Objects.requireNonNull(newLabels.get());
    }
}
