package io.affekt.model.evaluation;

import java.util.List;

/** The attribute {@code audio} of what is judged: the original sound, or a copy with noise or from a telephone. */
public final class AudioCondition {

    public static final String ATTRIBUTE = "audio";
    /** The original sound. */
    public static final String CLEAN = "clean";

    private AudioCondition() {}

    /** What was judged on original sound, if anything says that it was; else everything. Runs without any are left out. */
    public static List<List<Judged>> clean(List<List<Judged>> runs) {
        boolean conditions = runs.stream().flatMap(List::stream).anyMatch(AudioCondition::isClean);
        return runs.stream()
                .map(run -> conditions
                        ? run.stream().filter(AudioCondition::isClean).toList()
                        : run)
                .filter(run -> !run.isEmpty())
                .toList();
    }

    private static boolean isClean(Judged judged) {
        return CLEAN.equals(judged.groups().get(ATTRIBUTE));
    }
}
