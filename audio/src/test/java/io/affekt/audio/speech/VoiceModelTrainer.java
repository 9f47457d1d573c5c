package io.affekt.audio.speech;

import io.affekt.audio.Windows;
import io.affekt.audio.augment.Augmentation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Trains the {@link VoiceModel} on generated sound alone, by Adam on the cross entropy of frames:
 *
 * <pre>
 * audio/src/test/resources/speech/generate.sh tuning /tmp/tuning
 * ./mvnw test-compile exec:java -pl audio -Dexec.classpathScope=test \
 *   -Dexec.mainClass=io.affekt.audio.speech.VoiceModelTrainer \
 *   -Dexec.args="/tmp/tuning audio/src/main/resources/io/affekt/audio/speech/voice-model.txt"
 * </pre>
 */
final class VoiceModelTrainer {

    private static final long SEED = 1;
    private static final int UNITS = 16;
    private static final int EPOCHS = 6;
    private static final int BATCH = 256;
    private static final double RATE = 3e-3;
    private static final int INPUTS = SpeechCues.INPUTS;
    private static final int ROW = INPUTS + 2;
    /** Speech that is missed costs so many times as much as other sound that is taken for it. */
    private static final double COST_OF_MISSES = 1.2;

    /** Windows of each kind without speech. */
    private static final int WINDOWS = 150;
    /** The kinds that are most varied and most like speech have more. */
    private static final Map<NonSpeech, Integer> MORE_WINDOWS =
            Map.of(NonSpeech.HOLD_MUSIC, 900, NonSpeech.STREET_NOISE, 500, NonSpeech.DTMF, 400);

    private static final int[] RATIOS = {-5, -5, -5, -5, 0, 0, 5, 5, 10, 15, 20, 30};
    /** Windows of each kind with speech, at each of these ratios. */
    private static final int WINDOWS_AT_RATIO = 20;
    /** The kinds that hide speech best have more. */
    private static final Set<NonSpeech> HIDING =
            EnumSet.of(NonSpeech.HOLD_MUSIC, NonSpeech.STREET_NOISE, NonSpeech.ROOM_HISS);

    private static final int WINDOWS_AT_RATIO_HIDING = 60;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final SpeechCues cues = new SpeechCues();
    private final Augmentation telephone = Augmentation.parse("telephone");
    private final List<float[]> frames = new ArrayList<>();
    private final List<Boolean> answers = new ArrayList<>();
    /** The weights as the model reads them, and the bias behind them. */
    private final double[] weights = new double[UNITS * ROW + 1];

    private final double[] gradient = new double[weights.length];
    private final double[] momentum = new double[weights.length];
    private final double[] variance = new double[weights.length];
    private int steps;

    public static void main(String[] arguments) throws IOException {
        VoiceModelTrainer trainer = new VoiceModelTrainer();
        trainer.generate(Mixtures.recordings(Path.of(arguments[0])));
        trainer.train();
        trainer.write(Path.of(arguments[1]));
    }

    private void generate(List<float[]> sentences) {
        for (NonSpeech kind : NonSpeech.values()) {
            for (int i = 0; i < MORE_WINDOWS.getOrDefault(kind, WINDOWS); i++) {
                float[] silence = new float[length()];
                learn(kind.window(silence.length, Part.TUNING, random), silence);
            }
            int windows = HIDING.contains(kind) ? WINDOWS_AT_RATIO_HIDING : WINDOWS_AT_RATIO;
            for (int ratio : RATIOS) {
                for (int i = 0; i < windows; i++) {
                    double level = -45 + 42 * random.nextDouble();
                    float[] speech = Mixtures.atLevel(Mixtures.speech(sentences, length(), random), level);
                    float[] noise = kind.raw(speech.length, Part.TUNING, random);
                    learn(Mixtures.mix(speech, noise, ratio), speech);
                }
            }
        }
        System.out.println(frames.size() + " frames");
    }

    private int length() {
        return random.nextInt(4) > 0 ? Windows.WINDOW_SAMPLES : random.nextInt(16_000, Windows.WINDOW_SAMPLES);
    }

    private void learn(float[] sound, float[] speech) {
        int count = cues.compute(random.nextInt(5) == 0 ? telephone.apply(sound, 0) : sound);
        boolean[] active = Mixtures.activeFrames(speech, count);
        for (int f = 0; f < count; f++) {
            float[] inputs = new float[INPUTS];
            cues.inputs(f, inputs);
            frames.add(inputs);
            answers.add(active[f]);
        }
    }

    private void train() {
        double[] mean = new double[INPUTS];
        double[] deviation = new double[INPUTS];
        standardize(mean, deviation);
        for (int u = 0; u < UNITS; u++) {
            for (int i = 0; i < INPUTS; i++) {
                weights[u * ROW + i] = random.nextGaussian() / Math.sqrt(INPUTS);
            }
            weights[u * ROW + INPUTS + 1] = random.nextGaussian() / Math.sqrt(UNITS);
        }
        int batches = frames.size() / BATCH;
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            double loss = 0;
            for (int b = 0; b < batches; b++) {
                Arrays.fill(gradient, 0);
                for (int n = 0; n < BATCH; n++) {
                    loss += backward(random.nextInt(frames.size()));
                }
                double done = (epoch + (double) b / batches) / EPOCHS;
                step(RATE * (0.01 + 0.5 + 0.5 * Math.cos(Math.PI * done)));
            }
            System.out.printf(Locale.ROOT, "epoch %d: loss %.4f%n", epoch + 1, loss / batches / BATCH);
        }
        for (int u = 0; u < UNITS; u++) {
            for (int i = 0; i < INPUTS; i++) {
                weights[u * ROW + i] /= deviation[i];
                weights[u * ROW + INPUTS] -= weights[u * ROW + i] * mean[i];
            }
        }
    }

    private void standardize(double[] mean, double[] deviation) {
        for (int i = 0; i < INPUTS; i++) {
            double sum = 0;
            double square = 0;
            for (float[] frame : frames) {
                sum += frame[i];
                square += (double) frame[i] * frame[i];
            }
            mean[i] = sum / frames.size();
            deviation[i] = Math.sqrt(square / frames.size() - mean[i] * mean[i]) + 1e-6;
            for (float[] frame : frames) {
                frame[i] = (float) ((frame[i] - mean[i]) / deviation[i]);
            }
        }
    }

    /** Adds the gradient of a frame and returns its loss. */
    private double backward(int frame) {
        float[] inputs = frames.get(frame);
        double[] units = new double[UNITS];
        double output = weights[UNITS * ROW];
        for (int u = 0; u < UNITS; u++) {
            double sum = weights[u * ROW + INPUTS];
            for (int i = 0; i < INPUTS; i++) {
                sum += weights[u * ROW + i] * inputs[i];
            }
            units[u] = Math.max(0, sum);
            output += weights[u * ROW + INPUTS + 1] * units[u];
        }
        double answer = answers.get(frame) ? 1 : 0;
        double cost = answers.get(frame) ? COST_OF_MISSES : 1;
        double error = cost * (1 / (1 + Math.exp(-output)) - answer) / BATCH;
        gradient[UNITS * ROW] += error;
        for (int u = 0; u < UNITS; u++) {
            gradient[u * ROW + INPUTS + 1] += error * units[u];
            if (units[u] > 0) {
                double back = error * weights[u * ROW + INPUTS + 1];
                gradient[u * ROW + INPUTS] += back;
                for (int i = 0; i < INPUTS; i++) {
                    gradient[u * ROW + i] += back * inputs[i];
                }
            }
        }
        return cost * (Math.max(0, output) - answer * output + Math.log1p(Math.exp(-Math.abs(output))));
    }

    /** Adam (Kingma and Ba, 2015). */
    private void step(double rate) {
        steps++;
        for (int w = 0; w < weights.length; w++) {
            momentum[w] = 0.9 * momentum[w] + 0.1 * gradient[w];
            variance[w] = 0.999 * variance[w] + 0.001 * gradient[w] * gradient[w];
            double first = momentum[w] / (1 - Math.pow(0.9, steps));
            double second = variance[w] / (1 - Math.pow(0.999, steps));
            weights[w] -= rate * first / (Math.sqrt(second) + 1e-8);
        }
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            out.println("# Weights of VoiceModel, trained by VoiceModelTrainer (seed " + SEED
                    + ") on generated sound only:");
            out.println("# sentences of espeak-ng (speech/generate.sh tuning) mixed with NonSpeech of Part.TUNING.");
            out.println(
                    "# A row for each hidden unit: " + INPUTS + " inputs, bias, weight of its output. Last: the bias.");
            for (int u = 0; u < UNITS; u++) {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < ROW; i++) {
                    row.append(i == 0 ? "" : " ").append((float) weights[u * ROW + i]);
                }
                out.println(row);
            }
            out.println((float) weights[UNITS * ROW]);
        }
    }
}
