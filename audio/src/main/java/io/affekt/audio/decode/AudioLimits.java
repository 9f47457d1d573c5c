package io.affekt.audio.decode;

/**
 * How much a recording may ask for.
 *
 * @param maxSeconds longest sound, seconds
 * @param maxChannels most channels
 * @param minSampleRate lowest sample rate, Hz
 * @param maxSampleRate highest sample rate, Hz
 */
public record AudioLimits(int maxSeconds, int maxChannels, int minSampleRate, int maxSampleRate) {

    /** Four hours of up to eight channels at 4 to 192 kHz. */
    public static final AudioLimits DEFAULT = new AudioLimits(4 * 3600, 8, 4000, 192_000);

    void check(PcmSource source) throws AudioException {
        if (source.channels() > maxChannels) {
            throw new AudioException(
                    "it has " + source.channels() + " channels, at most " + maxChannels + " are accepted");
        }
        if (source.sampleRate() < minSampleRate || source.sampleRate() > maxSampleRate) {
            throw new AudioException("its sample rate is " + source.sampleRate() + " Hz, accepted are " + minSampleRate
                    + " to " + maxSampleRate + " Hz");
        }
    }
}
