package io.affekt.audio.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Tells speech frames from others by their {@link SpeechCues}: a network of one hidden layer of rectified units, whose
 * weights are a resource that says where it comes from. Thread-safe.
 */
final class VoiceModel {

    private static final String RESOURCE = "voice-model.txt";

    /**
     * One row for each hidden unit, a multiple of four: the weights of the inputs, a bias, and the unit's weight in the
     * output.
     */
    private final float[][] hidden;

    private final float bias;

    VoiceModel(float[][] hidden, float bias) {
        this.hidden = hidden;
        this.bias = bias;
    }

    /** Reads the model of the library. */
    static VoiceModel load() {
        try (InputStream in = Objects.requireNonNull(VoiceModel.class.getResourceAsStream(RESOURCE), RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<float[]> rows = lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(VoiceModel::numbers)
                    .toList();
            return new VoiceModel(
                    rows.subList(0, rows.size() - 1).toArray(float[][]::new), rows.get(rows.size() - 1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] numbers(String line) {
        String[] fields = line.split(" ");
        float[] numbers = new float[fields.length];
        for (int i = 0; i < fields.length; i++) {
            numbers[i] = Float.parseFloat(fields[i]);
        }
        return numbers;
    }

    /** Whether a frame of these inputs is more likely speech than not. */
    boolean isSpeech(float[] inputs) {
        float output = bias;
        // Four units side by side: the sum of one alone waits for each of its additions.
        for (int u = 0; u < hidden.length; u += 4) {
            float[] a = hidden[u];
            float[] b = hidden[u + 1];
            float[] c = hidden[u + 2];
            float[] d = hidden[u + 3];
            float sumA = a[inputs.length];
            float sumB = b[inputs.length];
            float sumC = c[inputs.length];
            float sumD = d[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                sumA += a[i] * inputs[i];
                sumB += b[i] * inputs[i];
                sumC += c[i] * inputs[i];
                sumD += d[i] * inputs[i];
            }
            output += a[inputs.length + 1] * Math.max(0, sumA);
            output += b[inputs.length + 1] * Math.max(0, sumB);
            output += c[inputs.length + 1] * Math.max(0, sumC);
            output += d[inputs.length + 1] * Math.max(0, sumD);
        }
        return output > 0;
    }
}
