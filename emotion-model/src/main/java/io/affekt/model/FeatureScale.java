package io.affekt.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change of level does to MFCC: it moves coefficient 0 alone, by the same amount in every frame. */
final class FeatureScale {

    private static final Pattern BANDS = Pattern.compile("-mel(\\d+)-");

    private FeatureScale() {}

    /** How far 1 dB moves coefficient 0 of an orthonormal DCT-II over the specification's mel bands. */
    static double firstCoefficientPerDb(String featureSpecification) {
        Matcher bands = BANDS.matcher(featureSpecification);
        if (!bands.find()) {
            throw new IllegalArgumentException("'" + featureSpecification + "' does not say how many mel bands it has");
        }
        double perUnit = Math.sqrt(Integer.parseInt(bands.group(1)));
        return featureSpecification.contains("-ln") ? perUnit * Math.log(10) / 10 : perUnit;
    }
}
