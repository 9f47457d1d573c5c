package io.affekt.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.resample.Resampler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However sound comes in, and wherever it is cut on its way, it comes out bit for bit the same. */
class StreamingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tagged.mp3",
                "mono-16000.mp3",
                "stereo-44100.ogg",
                "stereo.opus",
                "mono-24bit.flac",
                "stereo-16bit.flac",
                "mono.aiff",
                "mono.w64",
                "rf64.wav",
                "alaw.wav"
            })
    void shouldGiveTheSameFromAStreamThatDripsAsFromAWholeFile(String name) throws IOException {
        byte[] file;
        try (InputStream in = getClass().getResourceAsStream("/recordings/" + name)) {
            file = in.readAllBytes();
        }
        float[] whole;
        int rate;
        try (Recording recording = Recording.open(new ByteArrayInputStream(file), AudioLimits.DEFAULT)) {
            rate = recording.sampleRate();
            whole = new Resampler(rate, Windows.SAMPLE_RATE).whole(recording.readFirstChannel());
        }

        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<float[]> parts = new ArrayList<>();
            try (Recording recording = Recording.open(new Drip(file, random), AudioLimits.DEFAULT)) {
                Resampler resampler = new Resampler(rate, Windows.SAMPLE_RATE);
                float[][] samples;
                while ((samples = recording.read()) != null) {
                    inPieces(resampler, samples[0], random, parts);
                }
                parts.add(resampler.finish());
            }
            assertThat(Arrays.equals(joined(parts), whole)).as("seed %d", seed).isTrue();
        }
    }

    @Property(tries = 60, seed = "21")
    void shouldResampleTheSameWhereverItIsCut(
            @ForAll @IntRange(min = 8_000, max = 192_000) int rate,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] samples = new float[random.nextInt(0, 40_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (random.nextDouble() * 2 - 1);
        }

        Resampler resampler = new Resampler(rate, Windows.SAMPLE_RATE);
        List<float[]> parts = new ArrayList<>();
        inPieces(resampler, samples, random, parts);
        parts.add(resampler.finish());

        float[] whole = new Resampler(rate, Windows.SAMPLE_RATE).whole(samples);
        assertThat(Arrays.equals(joined(parts), whole)).isTrue();
    }

    private static void inPieces(Resampler resampler, float[] samples, SplittableRandom random, List<float[]> parts) {
        int most = 1 << random.nextInt(2, 15);
        for (int at = 0; at < samples.length; ) {
            int count = Math.min(samples.length - at, random.nextInt(most));
            parts.add(resampler.process(Arrays.copyOfRange(samples, at, at + count), count));
            at += count;
        }
    }

    private static float[] joined(List<float[]> parts) {
        int length = parts.stream().mapToInt(part -> part.length).sum();
        float[] all = new float[length];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A stream that gives a few bytes at a time. */
    private static final class Drip extends ByteArrayInputStream {

        private final SplittableRandom random;

        Drip(byte[] bytes, SplittableRandom random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] to, int from, int length) {
            return super.read(to, from, Math.min(length, random.nextInt(1, 700)));
        }
    }
}
