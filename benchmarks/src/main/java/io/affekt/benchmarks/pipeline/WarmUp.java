package io.affekt.benchmarks.pipeline;

import io.affekt.benchmarks.ledger.Reference;
import io.affekt.benchmarks.load.PlannedCall;
import io.affekt.benchmarks.load.Track;
import io.affekt.benchmarks.models.ModelTopics;
import io.affekt.benchmarks.pipeline.AffektContender.From;
import java.util.List;

/** Works backlogs off before a live load: what is measured then is compiled code. */
final class WarmUp {

    private static final double CHANNEL_HOURS = 4;

    private WarmUp() {}

    /** The production model works some backlogs off; what windows are is learned from them. */
    static Reference of(BenchPlatform platform, ModelTopics models, List<Track> tracks, BenchOptions options)
            throws Exception {
        AffektContender contender = new AffektContender(
                platform, models, new ServedModel("production model", 1, models.firstVersion()), From.CHUNKS);
        System.out.println("warm-up: " + contender.run(PlannedCall.allOf(tracks, "reference")));
        for (int pass = 0; pass < options.warmUp(); pass++) {
            List<PlannedCall> calls =
                    PlannedCall.backlog(tracks, CHANNEL_HOURS, "warm-up-" + pass, options.seed() + pass);
            System.out.println("warm-up: " + contender.run(calls));
        }
        return contender.reference();
    }
}
