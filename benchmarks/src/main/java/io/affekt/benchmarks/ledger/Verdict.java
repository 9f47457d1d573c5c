package io.affekt.benchmarks.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the ledger found.
 *
 * @param expected windows that had to be predicted
 * @param faults how often each fault was found; none that was not
 * @param examples a few faults in words
 */
public record Verdict(int expected, Map<Fault, Integer> faults, List<String> examples) {

    /** What can be wrong with a window. */
    public enum Fault {
        /** It was not predicted. */
        LOST,
        /** It was predicted, or its vector was written, more than once. */
        DUPLICATED,
        /** Nothing was sent that could have it. */
        UNEXPECTED,
        /** It came behind a later one of its channel. */
        REORDERED,
        /** It is not what it is in an undisturbed run. */
        ALTERED,
        /** What it says was not made by the model version that it names. */
        MIXED
    }

    public Verdict {
        faults = Map.copyOf(faults);
        examples = List.copyOf(examples);
    }

    /** Whether everything that was sent came, once, in order and as it must be. */
    public boolean clean() {
        return faults.isEmpty();
    }

    /** How often a fault was found. */
    public int count(Fault fault) {
        return faults.getOrDefault(fault, 0);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(expected + " windows");
        Map<Fault, Integer> all = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            all.put(fault, count(fault));
        }
        all.forEach((fault, count) ->
                line.append(", ").append(count).append(' ').append(fault.name().toLowerCase(Locale.ROOT)));
        examples.forEach(example -> line.append("\n  ").append(example));
        return line.toString();
    }
}
