package io.affekt.audio.speech;

/**
 * What each frame of a window says for or against speech, from 150 to 3,500 Hz. Voices are periodic, glide, and change
 * their spectrum all the time; tones and notes are periodic and stand still; noise is neither periodic nor does it stand
 * out of itself. All cues but the smallest offsets are free of level. Buffers are reused. Not thread-safe.
 */
final class SpeechCues {

    /** How periodic the frame is. */
    private static final int HARMONICITY = 0;
    /** Share of amplitude that neither the sound 48 ms before nor 48 ms after has at the same frequency. */
    private static final int MOVING = 1;
    /** Share of amplitude that both have. */
    private static final int STEADY = 2;
    /** 1 for a flat spectrum, near 0 for lines. */
    private static final int FLATNESS = 3;
    /** Mean level of the bands over their floors, 20 dB. */
    private static final int EXCESS = 4;
    /** Share of the bands that are 6 dB over their floors. */
    private static final int RISEN = 5;
    /** Mean change of the bands' levels within 48 ms, 10 dB. */
    private static final int CHANGE = 6;
    /** Its deviation over the bands, 10 dB: a change of shape, not of loudness. */
    private static final int RESHAPING = 7;
    /** How far the pitch jumps from or to the next frames; 1 for 20 % or more. */
    private static final int JUMP = 8;
    /** How far the pitch glides; about 1 for 6 % in 48 ms or more, 0 where it jumps. */
    private static final int GLIDE = 9;

    /** Share of amplitude that lasts: of a tone or a note, most of it; of a voice, which glides, little. */
    private static final int LASTING = 10;

    private static final int CUES = 11;

    /** What the model reads for a frame: each cue, its mean about the frame, and its deviation further about. */
    static final int INPUTS = 3 * CUES;

    /** Frames to each side for the means: 0.2 s. */
    private static final int MEAN_REACH = 8;
    /** Frames to each side for the deviations: 0.5 s. */
    private static final int DEVIATION_REACH = 20;

    private static final int BANDS = 16;
    private static final double LOWEST_HZ = 150;
    private static final double HIGHEST_HZ = 3500;
    /** Below it differences of level are of no interest: -80 dBFS. */
    static final double FLOOR_POWER = 1e-8;

    private final Spectrogram spectrogram = Spectrogram.create();
    private final PitchFinder pitchFinder = new PitchFinder();
    private final Movement movement;
    private final double[][] cues = new double[CUES][Spectrogram.MAX_FRAMES];
    /** Sums of each cue, and of its squares, over all frames before. */
    private final double[][] sums = new double[CUES][Spectrogram.MAX_FRAMES + 1];

    private final double[][] squares = new double[CUES][Spectrogram.MAX_FRAMES + 1];
    private final double[][] levels = new double[BANDS][Spectrogram.MAX_FRAMES];
    private final double[] floors = new double[BANDS];
    private final double[] unsorted = new double[Spectrogram.MAX_FRAMES];
    private final double[] hz = new double[Spectrogram.MAX_FRAMES];
    private int frames;

    SpeechCues() {
        int[] edges = new int[BANDS + 1];
        double low = mel(LOWEST_HZ);
        double step = (mel(HIGHEST_HZ) - low) / BANDS;
        for (int b = 0; b <= BANDS; b++) {
            edges[b] = (int) Math.round(700 * (Math.exp(low + b * step) - 1) / Spectrogram.BIN_HZ);
        }
        movement = Movement.create(edges);
    }

    private static double mel(double hz) {
        return Math.log(1 + hz / 700);
    }

    /** Looks at a window, and says how many frames it has. */
    int compute(float[] samples) {
        frames = spectrogram.compute(samples);
        if (frames == 0) {
            return 0;
        }
        float[] amplitudes = spectrogram.amplitudes();
        pitchFinder.find(amplitudes, frames);
        for (int f = 0; f < frames; f++) {
            cues[HARMONICITY][f] = pitchFinder.harmonicity(f);
            hz[f] = pitchFinder.hz(f);
        }
        movement.compute(amplitudes, frames);
        for (int f = 0; f < frames; f++) {
            cues[MOVING][f] = movement.moving(f);
            cues[STEADY][f] = movement.steady(f);
            cues[FLATNESS][f] = movement.flatness(f);
            cues[LASTING][f] = movement.lasting(f);
        }
        bandLevels();
        findFloors();
        for (int f = 0; f < frames; f++) {
            bandCues(f);
            pitchCues(f);
        }
        sumUp();
        return frames;
    }

    private void bandLevels() {
        for (int b = 0; b < BANDS; b++) {
            for (int f = 0; f < frames; f++) {
                levels[b][f] = 10 * Math.log10(FLOOR_POWER + movement.power(b, f));
            }
        }
    }

    /** The floor of a band is its 10th percentile over the window. */
    private void findFloors() {
        for (int b = 0; b < BANDS; b++) {
            System.arraycopy(levels[b], 0, unsorted, 0, frames);
            floors[b] = Selection.nth(unsorted, frames, frames / 10);
        }
    }

    private void bandCues(int f) {
        int before = Math.max(0, f - Movement.APART);
        double excess = 0;
        int risen = 0;
        double change = 0;
        double mean = 0;
        double square = 0;
        for (int b = 0; b < BANDS; b++) {
            double over = levels[b][f] - floors[b];
            excess += over;
            risen += over > 6 ? 1 : 0;
            double step = levels[b][f] - levels[b][before];
            change += Math.abs(step);
            mean += step / BANDS;
            square += step * step / BANDS;
        }
        cues[EXCESS][f] = excess / BANDS / 20;
        cues[RISEN][f] = (double) risen / BANDS;
        cues[CHANGE][f] = change / BANDS / 10;
        cues[RESHAPING][f] = Math.sqrt(Math.max(0, square - mean * mean)) / 10;
    }

    private void pitchCues(int f) {
        double before = hz[Math.max(0, f - 1)];
        double after = hz[Math.min(frames - 1, f + 1)];
        double jump = Math.max(distance(before, hz[f]), distance(hz[f], after));
        cues[JUMP][f] = 5 * jump;
        cues[GLIDE][f] = jump < 0.12 ? 16 * Math.min(0.06, distance(before, after)) * cues[HARMONICITY][f] : 0;
    }

    /** The relative distance of two pitches, 0.2 at most, which is also that to none. */
    private static double distance(double a, double b) {
        return a > 0 && b > 0 ? Math.min(0.2, 2 * Math.abs(a - b) / (a + b)) : 0.2;
    }

    private void sumUp() {
        for (int c = 0; c < CUES; c++) {
            for (int f = 0; f < frames; f++) {
                double cue = cues[c][f];
                sums[c][f + 1] = sums[c][f] + cue;
                squares[c][f + 1] = squares[c][f] + cue * cue;
            }
        }
    }

    /** Writes the {@link #INPUTS} of a frame. */
    void inputs(int f, float[] to) {
        int meanFrom = Math.max(0, f - MEAN_REACH);
        int meanTo = Math.min(frames, f + MEAN_REACH + 1);
        int from = Math.max(0, f - DEVIATION_REACH);
        int until = Math.min(frames, f + DEVIATION_REACH + 1);
        for (int c = 0; c < CUES; c++) {
            to[c] = (float) cues[c][f];
            to[CUES + c] = (float) ((sums[c][meanTo] - sums[c][meanFrom]) / (meanTo - meanFrom));
            double mean = (sums[c][until] - sums[c][from]) / (until - from);
            double square = (squares[c][until] - squares[c][from]) / (until - from);
            to[2 * CUES + c] = (float) Math.sqrt(Math.max(0, square - mean * mean));
        }
    }

    /** How periodic a frame is, 0 to 1. */
    double harmonicity(int f) {
        return cues[HARMONICITY][f];
    }

    /** The pitch of a frame if it is periodic, Hz. */
    double hz(int f) {
        return hz[f];
    }
}
