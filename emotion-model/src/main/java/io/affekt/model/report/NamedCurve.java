package io.affekt.model.report;

import io.affekt.model.TrainedModel;
import java.util.List;

/**
 * How a training went.
 *
 * @param name what tells it from the others, such as {@code seed 1, fold 2}
 * @param epochs one for each pass over the data
 */
public record NamedCurve(String name, List<TrainedModel.Epoch> epochs) {

    public NamedCurve {
        epochs = List.copyOf(epochs);
    }
}
