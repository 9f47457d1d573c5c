package io.affekt.features;

import io.affekt.audio.Windows;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.audio.mfcc.MfccExtractor;
import io.affekt.audio.speech.SoundAnalyzer;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets Java compile the sound library while the service starts, on a thread of its own: vector code that is not compiled yet
 * is many times slower, and calls wait for an instance that comes back.
 */
final class WarmUp implements Runnable {

    private static final int WINDOWS = 300;
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final List<FeatureSpecification> specifications;

    private WarmUp(List<FeatureSpecification> specifications) {
        this.specifications = specifications;
    }

    static void start(List<FeatureSpecification> specifications) {
        Thread thread = new Thread(new WarmUp(specifications), "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        float[] noise = new float[Windows.WINDOW_SAMPLES];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) (0.2 * random.nextDouble() - 0.1);
        }
        SoundAnalyzer analyzer = new SoundAnalyzer();
        MfccExtractor extractor = MfccExtractor.of(specifications);
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        for (int window = 0; window < WINDOWS && System.nanoTime() < deadline; window++) {
            analyzer.analyze(noise);
            extractor.extract(List.of(noise));
        }
    }
}
