package io.affekt.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How sure a model may be of what it says.
 *
 * @param temperature the exponent of its posteriors is one over this
 * @param minConfidence below this probability of the most probable emotion it says that it is not sure; 0 where it always is
 */
public record Calibration(double temperature, double minConfidence) {

    /** Posteriors as they come. */
    static final Calibration NONE = new Calibration(1, 0);

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
    private static final double TOGETHER = 0.9;
    private static final double LOG_RANGE = Math.log(10);
    /** A threshold is read from at least so many predictions. */
    private static final int EVIDENCE = 50;

    public Calibration {
        if (!(temperature > 0 && temperature < 1000) || !(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException(
                    "No calibration has temperature " + temperature + " and smallest confidence " + minConfidence);
        }
    }

    /**
     * The temperature under which the labels are most probable, from 0.1 to 10; and the smallest confidence from which on at
     * least {@code precision} of the predictions are right.
     *
     * @param posteriors what one network says
     * @param networks of how many such networks the geometric mean is to be calibrated. It is less sure than its members and
     *     more often right, so it is made surer: how much was measured on RAVDESS, for three networks (0.87 to 0.94 of the
     *     members' temperature over four ensembles). The smallest confidence is that of a member made as sure, which is less
     *     often right: it errs on the safe side.
     */
    static Calibration fit(List<Emotion> labels, List<float[]> posteriors, double precision, int networks) {
        if (labels.isEmpty()) {
            return NONE;
        }
        // The loss has one minimum in the logarithm of the temperature: golden-section search.
        double low = -LOG_RANGE;
        double high = LOG_RANGE;
        while (high - low > 1e-4) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (loss(labels, posteriors, Math.exp(left)) < loss(labels, posteriors, Math.exp(right))) {
                high = right;
            } else {
                low = left;
            }
        }
        double temperature = Math.exp((low + high) / 2) * (networks == 1 ? 1 : TOGETHER);
        return new Calibration(temperature, minConfidence(labels, posteriors, temperature, precision));
    }

    private static double loss(List<Emotion> labels, List<float[]> posteriors, double temperature) {
        double loss = 0;
        for (int i = 0; i < labels.size(); i++) {
            float[] tempered = Posteriors.tempered(posteriors.get(i), temperature);
            loss -= Math.log(Math.max(1e-12, tempered[labels.get(i).ordinal()]));
        }
        return loss;
    }

    private static double minConfidence(
            List<Emotion> labels, List<float[]> posteriors, double temperature, double precision) {
        record Answer(float confidence, boolean right) {}
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            float[] tempered = Posteriors.tempered(posteriors.get(i), temperature);
            int said = Posteriors.mostProbable(tempered);
            answers.add(new Answer(tempered[said], said == labels.get(i).ordinal()));
        }
        answers.sort(Comparator.comparing(Answer::confidence).reversed());
        double threshold = 1;
        int right = 0;
        for (int i = 0; i < answers.size(); i++) {
            right += answers.get(i).right ? 1 : 0;
            boolean few = i + 1 < Math.min(EVIDENCE, answers.size());
            // Answers of the same confidence pass together.
            boolean last = i + 1 == answers.size() || answers.get(i + 1).confidence < answers.get(i).confidence;
            if (!few && last && right >= precision * (i + 1)) {
                threshold = answers.get(i).confidence;
            }
        }
        return threshold;
    }

    float[] apply(float[] posterior) {
        return temperature == 1 ? posterior : Posteriors.tempered(posterior, temperature);
    }
}
