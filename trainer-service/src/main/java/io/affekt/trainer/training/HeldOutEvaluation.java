package io.affekt.trainer.training;

import io.affekt.model.EmotionClassifier;
import io.affekt.model.Evaluation;
import io.affekt.model.ModelArchive;
import io.affekt.model.TrainingSet;
import io.affekt.model.evaluation.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model's word on the original windows of held-out speakers. */
final class HeldOutEvaluation {

    private HeldOutEvaluation() {}

    /** Empty where nobody is held out. */
    static List<Judged> judge(ModelArchive archive, TrainingSet heldOut) {
        if (heldOut.windows() == 0) {
            return List.of();
        }
        try (EmotionClassifier classifier = new EmotionClassifier(archive)) {
            List<float[]> posteriors = classifier.classify(heldOut);
            List<Judged> judged = new ArrayList<>(posteriors.size());
            for (int w = 0; w < posteriors.size(); w++) {
                judged.add(new Judged(
                        heldOut.clip(w) + "/" + w,
                        heldOut.speaker(w),
                        heldOut.emotion(w),
                        posteriors.get(w),
                        Map.of()));
            }
            return judged;
        }
    }

    /** The figures; null where nobody is held out. */
    static @Nullable Evaluation figures(List<Judged> judged) {
        return judged.isEmpty() ? null : Judged.evaluate(judged);
    }
}
