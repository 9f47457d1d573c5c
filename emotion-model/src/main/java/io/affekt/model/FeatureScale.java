package io.affekt.model;

/** What a change of level does to MFCC: it moves coefficient 0 alone, by the same amount in every frame. */
final class FeatureScale {

    private FeatureScale() {}

    /** How far 1 dB moves coefficient 0 of an orthonormal DCT-II over the specification's mel bands. */
    static double firstCoefficientPerDb(String featureSpecification) {
        double perUnit = Math.sqrt(MelAxis.of(featureSpecification).bands());
        return featureSpecification.contains("-ln") ? perUnit * Math.log(10) / 10 : perUnit;
    }
}
