package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import io.affekt.audio.lanes.VectorModule;

/**
 * Amplitude spectra of a window from 0 to 4 kHz: what telephones carry, and where voices differ from other sound. White
 * noise of full power has amplitudes of about 1. They lie frequency by frequency, so that what is asked of every frame can
 * be computed for many side by side. Buffers are reused. Not thread-safe.
 */
abstract class Spectrogram {

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
    /** From one frequency to the next in {@link #amplitudes}: the frames, rounded up to whole vectors. */
    static final int STRIDE = 128;

    private final HalfBand halfBand = HalfBand.create();
    /** The window at half the rate. */
    final float[] half = new float[Windows.WINDOW_SAMPLES / 2];
    /** The Hann window, of power 1. */
    final float[] hann = new float[FRAME];

    final float[] amplitudes = new float[BINS * STRIDE];

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

    /** The fastest that this Java can run. */
    static Spectrogram create() {
        return VectorModule.isPresent() ? new LaneSpectrogram() : new PlainSpectrogram();
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
    final int compute(float[] samples) {
        halfBand.apply(samples, half);
        int frames = frames(samples.length);
        transform(frames);
        return frames;
    }

    /** Writes the amplitudes of the first frames of {@link #half}. */
    abstract void transform(int frames);

    /** Amplitude k of frame f is at k x {@link #STRIDE} + f; what lies behind the last frame means nothing. */
    final float[] amplitudes() {
        return amplitudes;
    }
}
