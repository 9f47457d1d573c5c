package io.affekt.model.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of those that share an attribute, the mean over the seeds.
 *
 * @param attribute such as {@code gender}
 * @param value such as {@code female}
 * @param samples how many were judged in one seed (on average, rounded)
 * @param speakers how many people speak in them
 * @param emotions how many emotions occur; UAR is the mean recall over them
 * @param accuracy share that is right
 * @param uar unweighted average recall
 * @param uarInterval 95 % interval of it over the group's speakers; null for fewer than two
 */
public record GroupFigures(
        String attribute,
        String value,
        int samples,
        int speakers,
        int emotions,
        double accuracy,
        double uar,
        @Nullable Interval uarInterval) {

    /** Under so many, a figure moves by five points by chance alone (one standard error). */
    private static final int FEW_SAMPLES = 100;

    private static final int FEW_SPEAKERS = 5;

    /**
     * One for each value of each attribute, sorted by both. Attributes other than the condition of the audio are compared
     * on original sound.
     *
     * @param runs one list for each seed
     */
    public static List<GroupFigures> of(List<List<Judged>> runs) {
        Set<String> attributes = new TreeSet<>();
        runs.forEach(
                run -> run.forEach(judged -> attributes.addAll(judged.groups().keySet())));
        List<List<Judged>> clean = AudioCondition.clean(runs);
        List<GroupFigures> figures = new ArrayList<>();
        for (String attribute : attributes) {
            figures.addAll(by(
                    attribute,
                    judged -> judged.groups().get(attribute),
                    attribute.equals(AudioCondition.ATTRIBUTE) ? runs : clean));
        }
        return List.copyOf(figures);
    }

    /** One for each speaker, sorted by name, on original sound. */
    public static List<GroupFigures> ofSpeakers(List<List<Judged>> runs) {
        return by("speaker", Judged::speaker, AudioCondition.clean(runs));
    }

    /** Whether the group is too small to conclude much from its figures. */
    public boolean small() {
        return samples < FEW_SAMPLES || speakers < FEW_SPEAKERS;
    }

    private static List<GroupFigures> by(
            String attribute, Function<Judged, @Nullable String> value, List<List<Judged>> runs) {
        Map<String, List<List<Judged>>> byValue = new TreeMap<>();
        for (List<Judged> run : runs) {
            run.stream()
                    .filter(judged -> value.apply(judged) != null)
                    .collect(Collectors.groupingBy(judged -> String.valueOf(value.apply(judged))))
                    .forEach((of, judged) -> byValue.computeIfAbsent(of, any -> new ArrayList<>())
                            .add(judged));
        }
        return byValue.entrySet().stream()
                .map(entry -> of(attribute, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static GroupFigures of(String attribute, String value, List<List<Judged>> runs) {
        List<ConfusionMatrix> matrices = runs.stream().map(ConfusionMatrix::of).toList();
        List<Judged> all = runs.stream().flatMap(Collection::stream).toList();
        Set<String> speakers = new HashSet<>();
        all.forEach(judged -> speakers.add(judged.speaker()));
        return new GroupFigures(
                attribute,
                value,
                Math.round((float) all.size() / runs.size()),
                speakers.size(),
                ConfusionMatrix.of(all).occurring().size(),
                MeanOverSeeds.of(matrices, ConfusionMatrix::accuracy).mean(),
                MeanOverSeeds.of(matrices, ConfusionMatrix::uar).mean(),
                SpeakerBootstrap.of(runs).interval(ConfusionMatrix::uar));
    }
}
