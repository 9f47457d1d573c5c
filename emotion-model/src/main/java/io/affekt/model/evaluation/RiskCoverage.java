package io.affekt.model.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many mistakes are left when a model says nothing where it is least sure (El-Yaniv and Wiener 2010).
 *
 * @param points from the surest on, coverage rising to 1; one for each confidence that occurs
 * @param area under the curve (AURC, Geifman et al. 2019): the mean risk over the coverages 1/n, 2/n … 1; where several are
 *     equally sure, in the expectation over their order; NaN where nothing was judged
 */
public record RiskCoverage(List<Point> points, double area) {

    /**
     * @param minConfidence those at least so sure are kept
     * @param coverage share that is kept
     * @param risk share of the kept that is wrong
     */
    public record Point(double minConfidence, double coverage, double risk) {}

    public static RiskCoverage of(List<Judged> judged) {
        List<Judged> surestFirst = judged.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence).reversed())
                .toList();
        List<Point> points = new ArrayList<>();
        int samples = surestFirst.size();
        int wrong = 0;
        double risks = 0;
        int from = 0;
        while (from < samples) {
            double confidence = surestFirst.get(from).confidence();
            int to = from;
            int wrongHere = 0;
            while (to < samples && surestFirst.get(to).confidence() == confidence) {
                wrongHere += surestFirst.get(to).right() ? 0 : 1;
                to++;
            }
            for (int kept = from + 1; kept <= to; kept++) {
                risks += (wrong + (double) wrongHere * (kept - from) / (to - from)) / kept;
            }
            wrong += wrongHere;
            from = to;
            points.add(new Point(confidence, (double) to / samples, (double) wrong / to));
        }
        return new RiskCoverage(List.copyOf(points), risks / samples);
    }

    /** What is kept, and wrong, from this confidence on; coverage 0 and risk NaN where nothing is as sure. */
    public Point at(double minConfidence) {
        Point last = new Point(minConfidence, 0, Double.NaN);
        for (Point point : points) {
            if (point.minConfidence < minConfidence) {
                break;
            }
            last = new Point(minConfidence, point.coverage, point.risk);
        }
        return last;
    }
}
