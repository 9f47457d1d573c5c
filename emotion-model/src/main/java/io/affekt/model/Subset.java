package io.affekt.model;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some of the windows of a set. Heap: four bytes for each. */
final class Subset implements TrainingSet {

    private final TrainingSet whole;
    private final int[] chosen;

    Subset(TrainingSet whole, IntPredicate choice) {
        this.whole = whole;
        chosen = IntStream.range(0, whole.windows()).filter(choice).toArray();
    }

    @Override
    public int windows() {
        return chosen.length;
    }

    @Override
    public Emotion emotion(int window) {
        return whole.emotion(chosen[window]);
    }

    @Override
    public String speaker(int window) {
        return whole.speaker(chosen[window]);
    }

    @Override
    public String clip(int window) {
        return whole.clip(chosen[window]);
    }

    @Override
    public int copies(int window) {
        return whole.copies(chosen[window]);
    }

    @Override
    public FeatureMatrix features(int window, int copy) {
        return whole.features(chosen[window], copy);
    }
}
