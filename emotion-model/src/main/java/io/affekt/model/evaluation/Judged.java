package io.affekt.model.evaluation;

import io.affekt.model.Emotion;
import java.util.Map;

/**
 * A clip or a window that a model has judged.
 *
 * @param clip which one
 * @param speaker who speaks
 * @param label what people say
 * @param posterior what the model says, in the order of {@link Emotion}
 * @param groups what else is known, such as {@code gender} to {@code female}: figures are broken down by these
 */
public record Judged(String clip, String speaker, Emotion label, float[] posterior, Map<String, String> groups) {}
