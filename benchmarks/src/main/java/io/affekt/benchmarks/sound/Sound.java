package io.affekt.benchmarks.sound;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Voice-like sound: harmonics under a slow envelope, and noise. */
final class Sound {

    private Sound() {}

    static float[] generate(int sampleRate, int seconds) {
        SplittableRandom random = new SplittableRandom(7);
        float[] samples = new float[sampleRate * seconds];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / sampleRate;
            double phase = 2 * Math.PI * (140 * t + 3 * Math.sin(2 * Math.PI * 0.7 * t));
            double voice = 0;
            for (int harmonic = 1; harmonic <= 20; harmonic++) {
                voice += Math.sin(harmonic * phase) / harmonic;
            }
            double envelope = Math.abs(Math.sin(2 * Math.PI * 1.7 * t));
            samples[i] = (float) (0.2 * envelope * voice + 0.003 * random.nextGaussian());
        }
        return samples;
    }

    /** A mono WAV file of 16 bit. */
    static byte[] wav(float[] samples, int sampleRate) {
        int bytes = 2 * samples.length;
        ByteBuffer file = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + bytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1);
        file.putInt(sampleRate).putInt(2 * sampleRate);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (float sample : samples) {
            file.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * 32767));
        }
        return file.array();
    }
}
