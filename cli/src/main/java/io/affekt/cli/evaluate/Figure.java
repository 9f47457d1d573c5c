package io.affekt.cli.evaluate;

import io.affekt.model.Evaluation;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure over several seeds: mean and sample standard deviation. */
final class Figure {

    private Figure() {}

    static String of(List<Evaluation> evaluations, ToDoubleFunction<Evaluation> figure) {
        double mean = evaluations.stream().mapToDouble(figure).average().orElseThrow();
        if (evaluations.size() == 1) {
            return "%.4f".formatted(mean);
        }
        double squares = evaluations.stream()
                .mapToDouble(figure)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return "%.4f ± %.4f".formatted(mean, Math.sqrt(squares / (evaluations.size() - 1)));
    }
}
