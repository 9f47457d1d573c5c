package io.affekt.model;

/**
 * The bias for frequent emotions that networks learn from their training set, and what takes it out again (logit adjustment,
 * Menon et al. 2021): a corpus has its own shares of the emotions, calls have others.
 */
final class PriorBias {

    private PriorBias() {}

    /**
     * What is added to the logits.
     *
     * @param smoothing how much of a label was spread over all emotions: so much of every emotion was learned whatever its
     *     windows
     * @param share how much of the bias is taken out: 1 for an answer as from a set with as many windows of each emotion
     */
    static float[] takenOut(TrainingSet set, double smoothing, double share) {
        int[] count = new int[Emotion.ALL.size()];
        for (int w = 0; w < set.windows(); w++) {
            count[set.emotion(w).ordinal()]++;
        }
        float[] logits = new float[count.length];
        for (int e = 0; e < count.length; e++) {
            // An emotion that never comes stays as improbable as it was learned to be.
            double learned = (1 - smoothing) * count[e] / set.windows() + smoothing / count.length;
            logits[e] = count[e] == 0 ? 0 : (float) (-share * Math.log(learned));
        }
        return logits;
    }
}
