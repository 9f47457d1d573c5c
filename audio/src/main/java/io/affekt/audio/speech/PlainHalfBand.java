package io.affekt.audio.speech;

/** Sample by sample. Not thread-safe. */
final class PlainHalfBand extends HalfBand {

    @Override
    void filter(float[] half, int count) {
        for (int i = 0; i < count; i++) {
            float sum = 0.5f * even[i];
            for (int t = 0; t < TAPS; t++) {
                sum += taps[t] * (odd[i + TAPS - 1 - t] + odd[i + TAPS + t]);
            }
            half[i] = sum;
        }
    }
}
