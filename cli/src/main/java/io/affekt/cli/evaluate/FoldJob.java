package io.affekt.cli.evaluate;

import io.affekt.model.EmotionClassifier;
import io.affekt.model.ModelTrainer;
import io.affekt.model.ModelTrainer.LeaveOut;
import io.affekt.model.Posteriors;
import io.affekt.model.TrainedModel;
import io.affekt.model.evaluation.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;

/**
 * One training of a protocol, and its judgement.
 *
 * @param protocol what is evaluated
 * @param seed the training's seed
 * @param fold its split, from 0
 * @param split which clips are on which side
 */
record FoldJob(Protocol protocol, long seed, int fold, Split split) {

    /** A name for files. */
    String name() {
        return "%s-seed%d-fold%d".formatted(protocol.name(), seed, fold);
    }

    /** What decides its result, beside corpus and code. */
    String decidedBy() {
        return String.join(
                "\n",
                protocol.settings(seed).toString(),
                protocol.song().toString(),
                EvaluateCommand.AUGMENTATIONS.toString());
    }

    FoldResult run(ExecutorService networks, ModelTrainer.Progress progress) {
        long start = System.nanoTime();
        TrainedModel trained = ModelTrainer.train(
                new ClipTrainingSet(split.train()),
                // Where speakers are on both sides of the test, they are on both sides of the calibration.
                protocol.splitBy() == Split.By.random ? LeaveOut.CLIPS : LeaveOut.SPEAKERS,
                protocol.settings(seed),
                networks,
                progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Judged> clips = new ArrayList<>();
        List<Judged> windows = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        try (EmotionClassifier classifier = new EmotionClassifier(trained.archive())) {
            for (Clip clip : split.test()) {
                String name = clip.recording().name();
                if (clip.windows().isEmpty()) {
                    silent.add(name);
                    continue;
                }
                float[][] posteriors = classify(classifier, clip.windows());
                for (int w = 0; w < posteriors.length; w++) {
                    windows.add(judged(clip, name + "/" + w, posteriors[w], "clean"));
                }
                clips.add(judged(clip, name, together(posteriors, clip.windows()), "clean"));
                if (!clip.telephone().isEmpty()) {
                    float[][] heard = classify(classifier, clip.telephone());
                    clips.add(judged(clip, name, together(heard, clip.telephone()), "telephone"));
                }
            }
        }
        return new FoldResult(
                seed,
                fold,
                trained.archive().weights(),
                seconds,
                trained.archive().calibration(),
                trained.curve(),
                clips,
                windows,
                silent,
                FoldResult.hereAndNow());
    }

    private static float[][] classify(EmotionClassifier classifier, List<ClipWindow> windows) {
        return classifier.classify(windows.stream().map(ClipWindow::original).toList());
    }

    /** What the windows of a clip say together, each as loud as it holds speech, as in the summaries of calls. */
    private static float[] together(float[][] posteriors, List<ClipWindow> windows) {
        return Posteriors.geometricMean(
                List.of(posteriors),
                windows.stream().mapToDouble(ClipWindow::speechSeconds).toArray());
    }

    private static Judged judged(Clip clip, String name, float[] posterior, String audio) {
        Map<String, String> groups = new TreeMap<>(clip.recording().groups());
        groups.put("audio", audio);
        return new Judged(name, clip.recording().speaker(), clip.recording().emotion(), posterior, groups);
    }
}
