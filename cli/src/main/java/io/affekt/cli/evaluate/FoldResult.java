package io.affekt.cli.evaluate;

import io.affekt.model.Calibration;
import io.affekt.model.TrainedModel;
import io.affekt.model.evaluation.Judged;
import java.time.LocalDate;
import java.util.List;

/**
 * What came of one training of a protocol.
 *
 * @param seed its seed
 * @param fold its split, from 0
 * @param weights how many numbers were learned
 * @param seconds how long the training took, wall clock
 * @param calibration what was fitted on the speakers, or clips, that were kept for it
 * @param curve how the training went
 * @param clips the test clips, as recorded and through a telephone
 * @param windows their windows, as recorded
 * @param silent clips in which no window holds speech: they have no result
 * @param made when and on what it was trained
 */
record FoldResult(
        long seed,
        int fold,
        int weights,
        double seconds,
        Calibration calibration,
        List<TrainedModel.Epoch> curve,
        List<Judged> clips,
        List<Judged> windows,
        List<String> silent,
        String made) {

    /** Today and this machine, for {@link #made}. */
    static String hereAndNow() {
        return "%s, %d cores, %s, Java %s"
                .formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.arch"),
                        Runtime.version().feature());
    }
}
