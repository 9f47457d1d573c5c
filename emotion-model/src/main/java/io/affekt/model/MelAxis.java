package io.affekt.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mel bands of a feature specification.
 *
 * @param bands how many
 * @param lowestHz lower edge of the lowest, Hz
 * @param highestHz upper edge of the highest, Hz
 * @param slaney whether the scale is Slaney's, as in librosa, or HTK's
 */
record MelAxis(int bands, double lowestHz, double highestHz, boolean slaney) {

    private static final Pattern SPECIFICATION =
            Pattern.compile("-sr(\\d+)-.*-mel(\\d+)-(slaney|htk)(?:-f(\\d+)-(\\d+))?");
    private static final double HZ_PER_MEL = 200.0 / 3;
    private static final double BREAK_HZ = 1000;
    private static final double BREAK_MEL = BREAK_HZ / HZ_PER_MEL;
    private static final double LOG_STEP = Math.log(6.4) / 27;

    /** @throws IllegalArgumentException when the id does not say what its bands are */
    static MelAxis of(String featureSpecification) {
        Matcher m = SPECIFICATION.matcher(featureSpecification);
        if (!m.find()) {
            throw new IllegalArgumentException("'" + featureSpecification + "' does not say what its mel bands are");
        }
        return new MelAxis(
                Integer.parseInt(m.group(2)),
                m.group(4) == null ? 0 : Integer.parseInt(m.group(4)),
                m.group(5) == null ? Integer.parseInt(m.group(1)) / 2.0 : Integer.parseInt(m.group(5)),
                m.group(3).equals("slaney"));
    }

    /** Centre of a band, Hz. */
    double centreHz(int band) {
        double lowest = mel(lowestHz);
        return hz(lowest + (band + 1) * (mel(highestHz) - lowest) / (bands + 1));
    }

    /** Where a frequency lies among the centres of the bands: 0 for the first, {@code bands - 1} for the last. */
    double position(double hz) {
        double lowest = mel(lowestHz);
        return (mel(hz) - lowest) * (bands + 1) / (mel(highestHz) - lowest) - 1;
    }

    /** What a coefficient holds of a band: the orthonormal DCT-II over the bands. */
    double dct(int coefficient, int band) {
        return Math.sqrt((coefficient == 0 ? 1.0 : 2.0) / bands)
                * Math.cos(Math.PI * coefficient * (2 * band + 1) / (2.0 * bands));
    }

    /** As {@code hz_to_mel} of librosa 0.11, convert.py. */
    private double mel(double hz) {
        if (!slaney) {
            return 2595 * Math.log10(1 + hz / 700);
        }
        return hz < BREAK_HZ ? hz / HZ_PER_MEL : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP;
    }

    private double hz(double mel) {
        if (!slaney) {
            return 700 * (Math.pow(10, mel / 2595) - 1);
        }
        return mel < BREAK_MEL ? mel * HZ_PER_MEL : BREAK_HZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
    }
}
