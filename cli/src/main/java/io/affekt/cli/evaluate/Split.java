package io.affekt.cli.evaluate;

import io.affekt.cli.corpus.LabeledRecording;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which clips are trained on and which are tested on.
 *
 * @param train trained on
 * @param test tested on
 */
record Split(List<Clip> train, List<Clip> test) {

    /** The published folds of RAVDESS by actor (Luna-Jiménez et al. 2021). */
    private static final List<Set<String>> RAVDESS_FOLDS = List.of(
            actors(2, 5, 14, 15, 16),
            actors(3, 6, 7, 13, 18),
            actors(10, 11, 12, 19, 20),
            actors(8, 17, 21, 23, 24),
            actors(1, 4, 9, 22));

    private static Set<String> actors(int... numbers) {
        Set<String> actors = new TreeSet<>();
        for (int number : numbers) {
            actors.add("actor-%02d".formatted(number));
        }
        return actors;
    }

    /** What is done with sung clips. */
    enum Song {
        /** Trained on, never tested on. */
        TRAIN,
        /** Trained and tested on. */
        BOTH,
        /** Left out. */
        NONE
    }

    /** Two thirds to train, one third to test, drawn by the seed: the same speakers on both sides. */
    static List<Split> random(List<Clip> clips, Song song, long seed) {
        List<Clip> drawn = new ArrayList<>(clips);
        Collections.shuffle(drawn, new Random(seed));
        int train = Math.round(drawn.size() * 0.67f);
        return List.of(split(drawn.subList(0, train), drawn.subList(train, drawn.size()), song));
    }

    /** Five folds by speaker: no speaker is on both sides. */
    static List<Split> speakers(List<Clip> clips, Song song) {
        List<Split> folds = new ArrayList<>();
        for (Set<String> held : folds(clips.stream().map(Clip::recording).toList())) {
            List<Clip> train = new ArrayList<>();
            List<Clip> test = new ArrayList<>();
            for (Clip clip : clips) {
                (held.contains(clip.recording().speaker()) ? test : train).add(clip);
            }
            Split fold = split(train, test, song);
            if (!fold.train.isEmpty() && !fold.test.isEmpty()) {
                folds.add(fold);
            }
        }
        return folds;
    }

    private static List<Set<String>> folds(List<LabeledRecording> recordings) {
        Set<String> speakers = new TreeSet<>();
        recordings.forEach(recording -> speakers.add(recording.speaker()));
        Set<String> known = new TreeSet<>();
        RAVDESS_FOLDS.forEach(known::addAll);
        if (known.containsAll(speakers)) {
            return RAVDESS_FOLDS;
        }
        List<Set<String>> folds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            folds.add(new TreeSet<>());
        }
        int next = 0;
        for (String speaker : speakers) {
            folds.get(next++ % folds.size()).add(speaker);
        }
        return folds;
    }

    private static Split split(List<Clip> train, List<Clip> test, Song song) {
        return new Split(
                train.stream()
                        .filter(clip -> song != Song.NONE || !clip.recording().song())
                        .toList(),
                test.stream()
                        .filter(clip -> song == Song.BOTH || !clip.recording().song())
                        .toList());
    }
}
