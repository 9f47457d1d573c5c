package io.affekt.model;

import java.util.SplittableRandom;

/** Windows whose emotion can be learned: each has its own pattern over coefficients and time, under noise. */
final class SyntheticSpeech implements TrainingSet {

    static final String SPECIFICATION = "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney";
    static final int FRAMES = 94;

    private final int windows;
    private final long seed;

    SyntheticSpeech(int windows, long seed) {
        this.windows = windows;
        this.seed = seed;
    }

    @Override
    public int windows() {
        return windows;
    }

    @Override
    public Emotion emotion(int window) {
        return Emotion.ALL.get(window % Emotion.ALL.size());
    }

    @Override
    public String speaker(int window) {
        return "speaker-" + window / Emotion.ALL.size() % 10;
    }

    @Override
    public String clip(int window) {
        return "clip-" + window;
    }

    @Override
    public int copies(int window) {
        return 2;
    }

    @Override
    public FeatureMatrix features(int window, int copy) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + window * 31L + copy);
        int emotion = emotion(window).ordinal();
        int frames = window % 5 == 0 ? 40 : FRAMES;
        float[] values = new float[frames * 80];
        for (int f = 0; f < frames; f++) {
            for (int c = 0; c < 80; c++) {
                double pattern = 8 * Math.sin(0.15 * (emotion + 1) * f + 0.7 * c) + (emotion < 4 ? 0 : 12);
                values[f * 80 + c] = (float) (pattern + (3 + 4 * (emotion % 4)) * random.nextGaussian());
            }
        }
        return new FeatureMatrix(values, frames, 80);
    }
}
