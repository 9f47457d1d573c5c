package io.affekt.audio.decode;

import org.jspecify.annotations.Nullable;

/**
 * How much a recording may ask for.
 *
 * <p>Compressed silence is nearly free: 24 hours of it fit into a FLAC of 300 kB. So sound must be paid for with bytes.
 * Counted as 16-bit samples of all channels, a recording may hold 64 MiB of sound for nothing (70 minutes of a telephone
 * call, 11 of CD music), and beyond that {@code maxExpansion} bytes for each byte of its file that has been read. What goes
 * over is left out, as is what lasts too long. Speech stays far below: MP3 of 8 kbit/s expands at most 96-fold, Opus of
 * 6 kbit/s 128-fold, FLAC 3-fold. Only silence comes near, and an hour of dead line is no loss.
 *
 * @param maxSeconds longest sound, seconds
 * @param maxChannels most channels
 * @param minSampleRate lowest sample rate, Hz
 * @param maxSampleRate highest sample rate, Hz
 * @param maxExpansion most sound for each byte read, as bytes of 16-bit samples
 */
public record AudioLimits(int maxSeconds, int maxChannels, int minSampleRate, int maxSampleRate, int maxExpansion) {

    /** Four hours of up to eight channels at 4 to 192 kHz, 256-fold expanded. */
    public static final AudioLimits DEFAULT = new AudioLimits(4 * 3600, 8, 4000, 192_000, 256);

    private static final long FREE_BYTES = 64 << 20;

    /** @throws IllegalArgumentException when nothing could be within the limits */
    public AudioLimits {
        if (maxSeconds < 1 || maxChannels < 1 || minSampleRate < 1 || maxExpansion < 1) {
            throw new IllegalArgumentException("The limits of recordings must all be at least 1");
        }
        if (minSampleRate > maxSampleRate) {
            throw new IllegalArgumentException("The lowest sample rate, " + minSampleRate + " Hz, is over the highest, "
                    + maxSampleRate + " Hz; give max-sample-rate as the greater one");
        }
    }

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

    /** Why no more of the recording is read; null if it may go on. */
    @Nullable
    String reached(long framesRead, PcmSource source, long bytesRead) {
        if (framesRead >= (long) maxSeconds * source.sampleRate()) {
            return "it is longer than " + maxSeconds + " seconds, the rest is left out";
        }
        long soundBytes = framesRead * source.channels() * Short.BYTES;
        if (soundBytes > FREE_BYTES + maxExpansion * bytesRead) {
            return "it expands more than " + maxExpansion + "-fold, as only silence does, the rest is left out after "
                    + framesRead / source.sampleRate() + " seconds";
        }
        return null;
    }
}
