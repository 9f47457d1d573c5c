package io.affekt.benchmarks.load;

import io.affekt.audio.G711;
import io.affekt.audio.Pcm16;
import io.affekt.audio.resample.Resampler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Puts tracks together: two people take turns, with pauses between utterances, longer ones between turns, and now and then
 * one is put on hold; under it all the line's noise. In a stereo call each channel is silent while the other speaks.
 */
public final class Tracks {

    private static final double STEREO = 0.6;
    private static final double LINE_NOISE = 0.0008;
    private static final int TELEPHONE_RATE = 8_000;

    private final SplittableRandom random;
    private final Voices voices;
    private final int seconds;

    private Tracks(SplittableRandom random, Voices voices, int seconds) {
        this.random = random;
        this.voices = voices;
        this.seconds = seconds;
    }

    /**
     * Generates tracks.
     *
     * @param speech folder of recordings, of two speakers at least
     * @param count how many; six in ten are stereo
     * @param seconds how long each is
     */
    public static List<Track> generate(Path speech, int count, int seconds, long seed) throws IOException {
        Voices voices = Voices.read(speech);
        SplittableRandom random = new SplittableRandom(seed);
        List<Track> tracks = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            boolean stereo = t < Math.round(count * STEREO);
            tracks.add(new Tracks(random.split(), voices, seconds).track("track-" + seed + "-" + t, stereo));
        }
        return tracks;
    }

    private Track track(String name, boolean stereo) {
        List<float[]> sides = conversation();
        if (stereo) {
            return new Track(name, sides.stream().map(this::telephone).toList());
        }
        float[] both = sides.get(0);
        for (int i = 0; i < both.length; i++) {
            both[i] += sides.get(1)[i];
        }
        return new Track(name, List.of(line(both)));
    }

    private List<float[]> conversation() {
        int length = seconds * Track.RATE;
        List<float[]> sides = List.of(new float[length], new float[length]);
        List<List<float[]>> speakers = voices.two(random);
        int at = 0;
        for (int turn = 0; at < length; turn++) {
            float[] side = sides.get(turn % 2);
            List<float[]> utterances = speakers.get(turn % 2);
            for (int u = 1 + random.nextInt(3); u > 0 && at < length; u--) {
                float[] utterance = utterances.get(random.nextInt(utterances.size()));
                int copied = Math.min(utterance.length, length - at);
                System.arraycopy(utterance, 0, side, at, copied);
                at += copied + pause(0.35);
            }
            at += pause(random.nextInt(20) == 0 ? 12 : 0.8);
        }
        return sides;
    }

    /** Exponentially distributed. */
    private int pause(double meanSeconds) {
        return (int) (-meanSeconds * Math.log(1 - random.nextDouble()) * Track.RATE);
    }

    /** 8 kHz µ-law, and back. */
    private short[] telephone(float[] samples) {
        short[] narrow = line(Resampler.resample(samples, Track.RATE, TELEPHONE_RATE));
        float[] decoded = new float[narrow.length];
        for (int i = 0; i < narrow.length; i++) {
            decoded[i] = G711.decodeMuLaw(G711.encodeMuLaw(narrow[i])) / 32768f;
        }
        return pcm(Resampler.resample(decoded, TELEPHONE_RATE, Track.RATE));
    }

    private short[] line(float[] samples) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (float) (LINE_NOISE * random.nextGaussian());
        }
        return pcm(samples);
    }

    private static short[] pcm(float[] samples) {
        short[] pcm = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pcm[i] = Pcm16.fromFloat(samples[i]);
        }
        return pcm;
    }
}
