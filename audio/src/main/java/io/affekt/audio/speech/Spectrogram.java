package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import java.util.Arrays;
import org.jtransforms.fft.FloatFFT_1D;

/**
 * Amplitude spectra of a window from 0 to 4 kHz: what telephones carry, and where voices differ from other sound. White
 * noise of full power has amplitudes of about 1. Buffers are reused. Not thread-safe.
 */
final class Spectrogram {

    /** Sample rate behind the spectra, Hz. */
    static final int RATE = Windows.SAMPLE_RATE / 2;
    /** Samples in a frame: 48 ms, three periods of a deep voice. */
    static final int FRAME = 384;
    /** Samples from frame to frame: 24 ms. */
    static final int HOP = 192;

    static final int FFT = 512;
    /** Amplitudes of a frame. */
    static final int BINS = FFT / 2;

    static final double BIN_HZ = (double) RATE / FFT;
    /** Frames of a full window. */
    static final int MAX_FRAMES = frames(Windows.WINDOW_SAMPLES);

    private final HalfBand halfBand = new HalfBand();
    private final float[] half = new float[Windows.WINDOW_SAMPLES / 2];
    private final float[] hann = new float[FRAME];
    private final float[] frame = new float[FFT];
    private final float[] amplitudes = new float[MAX_FRAMES * BINS];
    private final FloatFFT_1D fft = new FloatFFT_1D(FFT);

    Spectrogram() {
        fillHann(hann);
        double power = 0;
        for (float value : hann) {
            power += value * value;
        }
        for (int i = 0; i < FRAME; i++) {
            hann[i] /= (float) Math.sqrt(power);
        }
    }

    /** Writes the Hann window that frames are looked at through. */
    static void fillHann(float[] to) {
        for (int i = 0; i < FRAME; i++) {
            to[i] = (float) (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / FRAME));
        }
    }

    /** How many frames so many samples at 16 kHz have: whole ones only. */
    static int frames(int samples) {
        int halved = (samples + 1) / 2;
        return halved < FRAME ? 0 : (halved - FRAME) / HOP + 1;
    }

    /** Computes the spectra of at most a full window and says how many frames it has. */
    int compute(float[] samples) {
        halfBand.apply(samples, half);
        int frames = frames(samples.length);
        for (int f = 0; f < frames; f++) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = hann[i] * half[f * HOP + i];
            }
            Arrays.fill(frame, FRAME, FFT, 0);
            fft.realForward(frame);
            int to = f * BINS;
            amplitudes[to] = Math.abs(frame[0]);
            for (int k = 1; k < BINS; k++) {
                float re = frame[2 * k];
                float im = frame[2 * k + 1];
                amplitudes[to + k] = (float) Math.sqrt(re * re + im * im);
            }
        }
        return frames;
    }

    /** The amplitudes of the last window, {@link #BINS} for each frame. */
    float[] amplitudes() {
        return amplitudes;
    }
}
