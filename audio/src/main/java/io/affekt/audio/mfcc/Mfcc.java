package io.affekt.audio.mfcc;

import java.util.Arrays;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Mel frequency cepstral coefficients as {@code librosa.feature.mfcc} 0.11 computes them: frames centred with zeros,
 * periodic Hann, power spectrum, mel filters, decibels no more than 80 below the loudest value of the whole input,
 * orthonormal DCT-II.
 *
 * <p>Tables are built once and buffers reused: nothing is allocated for a frame. Not thread-safe: one instance for each
 * thread.
 *
 * @see <a href="https://github.com/librosa/librosa/blob/0.11.0/librosa/feature/spectral.py">librosa.feature.mfcc</a>
 */
public final class Mfcc {

    static final double POWER_FLOOR = 1e-10;
    static final double TOP_DB = 80;

    private final FeatureSpecification spec;
    private final double[] hann;
    private final int hannOffset;
    private final MelFilterBank melFilters;
    private final double[] dct;
    private final DoubleFFT_1D fft;
    private final double[] frame;
    private final double[] power;
    private double[] logMel = new double[0];

    public Mfcc(FeatureSpecification spec) {
        this.spec = spec;
        int fftLength = spec.fftLength();
        hann = hann(spec.windowLength());
        hannOffset = (fftLength - hann.length) / 2;
        melFilters = new MelFilterBank(spec);
        dct = dctTable(spec.coefficients(), spec.melBands());
        fft = new DoubleFFT_1D(fftLength);
        frame = new double[fftLength];
        power = new double[fftLength / 2 + 1];
    }

    /** The periodic Hann window. */
    static double[] hann(int length) {
        double[] window = new double[length];
        for (int i = 0; i < length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
        }
        return window;
    }

    public FeatureSpecification specification() {
        return spec;
    }

    /** The coefficients of a whole clip: {@link FeatureSpecification#frames} frames of that many coefficients. */
    public FrameMatrix compute(float[] samples) {
        logMel(samples);
        int frames = spec.frames(samples.length);
        int bands = spec.melBands();
        int coefficients = spec.coefficients();
        double[] values = new double[frames * coefficients];
        for (int f = 0; f < frames; f++) {
            int from = f * spec.keptOfComputed() * bands;
            for (int c = 0; c < coefficients; c++) {
                double sum = 0;
                int row = c * bands;
                for (int b = 0; b < bands; b++) {
                    sum += dct[row + b] * logMel[from + b];
                }
                values[f * coefficients + c] = sum;
            }
        }
        return new FrameMatrix(values, frames, coefficients);
    }

    /** The logarithmic mel spectrum of all frames, whichever of them {@link #compute} keeps. */
    public FrameMatrix computeLogMel(float[] samples) {
        int frames = logMel(samples);
        return new FrameMatrix(Arrays.copyOf(logMel, frames * spec.melBands()), frames, spec.melBands());
    }

    private int logMel(float[] samples) {
        int frames = samples.length / spec.computedHop() + 1;
        int bands = spec.melBands();
        int size = frames * bands;
        if (logMel.length < size) {
            logMel = new double[size];
        }
        for (int f = 0; f < frames; f++) {
            powerSpectrum(samples, (long) f * spec.computedHop() - spec.fftLength() / 2);
            melFilters.apply(power, logMel, f * bands);
        }
        if (spec.naturalLog()) {
            for (int i = 0; i < size; i++) {
                logMel[i] = Math.log(Math.max(POWER_FLOOR, logMel[i]));
            }
        } else {
            decibels(size);
        }
        return frames;
    }

    private void decibels(int size) {
        double loudest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            logMel[i] = 10 * Math.log10(Math.max(POWER_FLOOR, logMel[i]));
            loudest = Math.max(loudest, logMel[i]);
        }
        double floor = loudest - TOP_DB;
        for (int i = 0; i < size; i++) {
            logMel[i] = Math.max(floor, logMel[i]);
        }
    }

    private void powerSpectrum(float[] samples, long start) {
        Arrays.fill(frame, 0);
        long windowStart = start + hannOffset;
        int from = (int) Math.max(0, -windowStart);
        int to = (int) Math.min(hann.length, samples.length - windowStart);
        for (int i = from; i < to; i++) {
            frame[hannOffset + i] = hann[i] * samples[(int) (windowStart + i)];
        }
        fft.realForward(frame);
        int half = frame.length / 2;
        power[0] = frame[0] * frame[0];
        power[half] = frame[1] * frame[1];
        for (int k = 1; k < half; k++) {
            double re = frame[2 * k];
            double im = frame[2 * k + 1];
            power[k] = re * re + im * im;
        }
    }

    /** {@code [coefficient][band]}. */
    static double[] dctTable(int coefficients, int bands) {
        double[] table = new double[coefficients * bands];
        for (int c = 0; c < coefficients; c++) {
            double scale = Math.sqrt((c == 0 ? 1.0 : 2.0) / bands);
            for (int b = 0; b < bands; b++) {
                table[c * bands + b] = scale * Math.cos(Math.PI * c * (2 * b + 1) / (2.0 * bands));
            }
        }
        return table;
    }
}
