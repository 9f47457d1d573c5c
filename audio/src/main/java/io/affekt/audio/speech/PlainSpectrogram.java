package io.affekt.audio.speech;

import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/** Frame by frame. Not thread-safe. */
final class PlainSpectrogram extends Spectrogram {

    private final float[] frame = new float[FFT];
    private final FloatFFT_1D fft = new FloatFFT_1D(FFT);

    @Override
    void transform(int frames) {
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = hann[i] * half[f * HOP + i];
            }
            Arrays.fill(frame, FRAME, FFT, 0);
            fft.realForward(frame);
            amplitudes[f] = Math.abs(frame[0]);
            for (int k = 1; k < BINS; k++) {
                float re = frame[2 * k];
                float im = frame[2 * k + 1];
                amplitudes[k * STRIDE + f] = (float) Math.sqrt(re * re + im * im);
            }
        }
    }
}
