package io.affekt.cli.evaluate;

import io.affekt.cli.corpus.LabeledRecording;
import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;

/** The windows of clips, in memory. */
final class ClipTrainingSet implements TrainingSet {

    private record Window(LabeledRecording recording, List<FeatureMatrix> copies) {}

    private final List<Window> windows = new ArrayList<>();

    ClipTrainingSet(List<Clip> clips) {
        for (Clip clip : clips) {
            for (ClipWindow window : clip.windows()) {
                windows.add(new Window(clip.recording(), window.copies()));
            }
        }
    }

    @Override
    public int windows() {
        return windows.size();
    }

    @Override
    public Emotion emotion(int window) {
        return windows.get(window).recording.emotion();
    }

    @Override
    public String speaker(int window) {
        return windows.get(window).recording.speaker();
    }

    @Override
    public String clip(int window) {
        return windows.get(window).recording.name();
    }

    @Override
    public int copies(int window) {
        return windows.get(window).copies.size();
    }

    @Override
    public FeatureMatrix features(int window, int copy) {
        return windows.get(window).copies.get(copy);
    }
}
