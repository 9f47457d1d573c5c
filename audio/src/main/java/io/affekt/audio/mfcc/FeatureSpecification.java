package io.affekt.audio.mfcc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which MFCC: everything that decides their values, in an id that says all. What the id does not give is librosa's
 * default.
 *
 * @param coefficients number of MFCC in a frame
 * @param sampleRate Hz
 * @param windowLength samples under the Hann window, centred in the FFT
 * @param fftLength samples in the FFT
 * @param hopLength samples from frame to frame
 * @param melBands number of mel bands
 * @param melScale the mel scale
 * @param lowestHz lower edge of the mel bands, Hz
 * @param highestHz upper edge of the mel bands, Hz
 * @param naturalLog the logarithm of the mel power: false for 10 log10 with {@code top_db} 80, true for ln
 * @param every every n-th frame is kept; the loudest value, on which {@code top_db} hangs, is that of all frames
 */
public record FeatureSpecification(
        int coefficients,
        int sampleRate,
        int windowLength,
        int fftLength,
        int hopLength,
        int melBands,
        MelScale melScale,
        double lowestHz,
        double highestHz,
        boolean naturalLog,
        int every) {

    private static final Pattern GRAMMAR = Pattern.compile("mfcc(\\d{1,4})-sr(\\d{1,6})-win(\\d{1,5})-fft(\\d{1,5})"
            + "-hop(\\d{1,5})-mel(\\d{1,4})-(slaney|htk)(?:-f(\\d{1,6})-(\\d{1,6}))?(-ln)?(?:-every(\\d{1,3}))?");

    /** librosa's usual form with the paper's 80 coefficients. */
    public static final FeatureSpecification DEFAULT = parse("mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney");

    /** The mel scales that librosa knows. */
    public enum MelScale {
        /** Linear to 1 kHz, logarithmic above (Slaney's Auditory Toolbox). */
        SLANEY,
        /** 2595 log10(1 + f / 700), as in HTK. */
        HTK
    }

    public FeatureSpecification {
        require(sampleRate >= 1000 && sampleRate <= 192_000, "the sample rate must be from 1000 to 192000 Hz");
        require(fftLength >= 16 && Integer.bitCount(fftLength) == 1, "the FFT length must be a power of two from 16");
        require(windowLength >= 2 && windowLength <= fftLength, "the window must fit into the FFT");
        require(hopLength >= 1, "the hop must be at least 1 sample");
        require(melBands >= 1, "there must be at least one mel band");
        require(coefficients >= 1 && coefficients <= melBands, "there cannot be more coefficients than mel bands");
        require(
                lowestHz >= 0 && lowestHz < highestHz && highestHz <= sampleRate / 2.0,
                "the bands must lie between 0 and half the sample rate");
        require(every >= 1, "every must be at least 1");
    }

    /**
     * Reads an id: {@code mfcc{n}-sr{rate}-win{w}-fft{n}-hop{h}-mel{m}-{slaney|htk}[-f{lo}-{hi}][-ln][-every{n}]}.
     *
     * @throws IllegalArgumentException with a message fit for people
     */
    public static FeatureSpecification parse(String id) {
        Matcher m = GRAMMAR.matcher(id);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + id + "' is not a feature specification; one looks like"
                    + " mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney[-f40-7800][-ln][-every2]");
        }
        int rate = Integer.parseInt(m.group(2));
        return new FeatureSpecification(
                Integer.parseInt(m.group(1)),
                rate,
                Integer.parseInt(m.group(3)),
                Integer.parseInt(m.group(4)),
                Integer.parseInt(m.group(5)),
                Integer.parseInt(m.group(6)),
                MelScale.valueOf(m.group(7).toUpperCase(Locale.ROOT)),
                m.group(8) == null ? 0 : Integer.parseInt(m.group(8)),
                m.group(9) == null ? rate / 2.0 : Integer.parseInt(m.group(9)),
                m.group(10) != null,
                m.group(11) == null ? 1 : Integer.parseInt(m.group(11)));
    }

    /** The id, in its shortest form. */
    public String id() {
        StringBuilder id = new StringBuilder()
                .append("mfcc")
                .append(coefficients)
                .append("-sr")
                .append(sampleRate)
                .append("-win")
                .append(windowLength)
                .append("-fft")
                .append(fftLength)
                .append("-hop")
                .append(hopLength)
                .append("-mel")
                .append(melBands)
                .append('-')
                .append(melScale.name().toLowerCase(Locale.ROOT));
        if (lowestHz != 0 || highestHz != sampleRate / 2.0) {
            id.append("-f").append((long) lowestHz).append('-').append((long) highestHz);
        }
        if (naturalLog) {
            id.append("-ln");
        }
        if (every > 1) {
            id.append("-every").append(every);
        }
        return id.toString();
    }

    /** How many frames {@code samples} samples give: librosa's centred frames, then every n-th. */
    public int frames(int samples) {
        return samples / hopLength / every + 1;
    }

    /**
     * Samples between the frames that must be computed. Decibels hang on the loudest value of all frames, natural
     * logarithms on none, so of these only the frames that are kept are computed.
     */
    int computedHop() {
        return naturalLog ? hopLength * every : hopLength;
    }

    /** Every how many-th of the computed frames is kept. */
    int keptOfComputed() {
        return naturalLog ? 1 : every;
    }

    @Override
    public String toString() {
        return id();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("Not a possible feature specification: " + otherwise);
        }
    }
}
