package io.affekt.cli.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which clips are trained on, and which are tested on.
 *
 * @param train learned and calibrated on
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

    private static final double TRAINED = 0.67;

    private static Set<String> actors(int... numbers) {
        Set<String> actors = new TreeSet<>();
        for (int number : numbers) {
            actors.add("actor-%02d".formatted(number));
        }
        return actors;
    }

    /** How clips are divided. */
    enum By {
        /** By the seed, speakers on both sides. */
        random,
        /** Five folds by speaker. */
        speakers,
        /** The same folds, each judged on the next one's speakers instead of its own, which it does not touch. */
        inner
    }

    /** What is done with sung clips. */
    enum Song {
        /** Trained on, never tested on. */
        train,
        /** Trained and tested on. */
        both,
        /** Left out. */
        none
    }

    /** The splits of a protocol; those without anything to train or to test on are left out. */
    static List<Split> of(By by, List<Clip> clips, Song song, long seed) {
        List<Split> splits = by == By.random ? List.of(random(clips, seed)) : bySpeaker(clips, by == By.inner);
        return splits.stream()
                .map(split -> split.with(song))
                .filter(split -> !split.train.isEmpty() && !split.test.isEmpty())
                .toList();
    }

    private static Split random(List<Clip> clips, long seed) {
        List<Clip> drawn = new ArrayList<>(clips);
        Collections.shuffle(drawn, new Random(seed));
        int train = (int) Math.round(drawn.size() * TRAINED);
        return new Split(drawn.subList(0, train), drawn.subList(train, drawn.size()));
    }

    private static List<Split> bySpeaker(List<Clip> clips, boolean inner) {
        Set<String> speakers = new TreeSet<>();
        clips.forEach(clip -> speakers.add(clip.recording().speaker()));
        List<Set<String>> folds = folds(speakers);
        List<Split> splits = new ArrayList<>();
        for (int f = 0; f < folds.size(); f++) {
            Set<String> untouched = folds.get(f);
            Set<String> tested = inner ? folds.get((f + 1) % folds.size()) : untouched;
            Set<String> known = new TreeSet<>(speakers);
            known.removeAll(untouched);
            known.removeAll(tested);
            splits.add(new Split(of(clips, known), of(clips, tested)));
        }
        return splits;
    }

    private static List<Clip> of(List<Clip> clips, Set<String> speakers) {
        return clips.stream()
                .filter(clip -> speakers.contains(clip.recording().speaker()))
                .toList();
    }

    private static List<Set<String>> folds(Set<String> speakers) {
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

    private Split with(Song song) {
        return new Split(
                train.stream()
                        .filter(clip -> song != Song.none || !clip.recording().song())
                        .toList(),
                test.stream()
                        .filter(clip -> song == Song.both || !clip.recording().song())
                        .toList());
    }
}
