package io.affekt.audio.mfcc;

import io.affekt.audio.lanes.Columns;
import io.affekt.audio.lanes.LaneFft;
import io.affekt.audio.lanes.Lanes;
import java.util.ArrayList;
import java.util.List;

/** Power spectra of frames in lanes, and all specifications that take them. Not thread-safe. */
final class LaneSpectrum {

    private final int windowLength;
    private final int fftLength;
    private final int hop;
    private final float[] hann;
    private final int[] offsets;
    private final FrameColumns frames;
    private final Columns columns;
    private final LaneFft fft;
    private final float[] power;
    private final List<LaneMel> mels = new ArrayList<>();

    LaneSpectrum(FeatureSpecification specification) {
        windowLength = specification.windowLength();
        fftLength = specification.fftLength();
        hop = specification.hopLength();
        frames = new FrameColumns(hop, windowLength, fftLength);
        columns = new Columns(Lanes.COUNT, hop, windowLength);
        fft = new LaneFft(fftLength);
        power = new float[(fftLength / 2 + 1) * Lanes.COUNT];
        hann = new float[windowLength];
        offsets = new int[windowLength];
        double[] window = Mfcc.hann(windowLength);
        for (int i = 0; i < windowLength; i++) {
            hann[i] = (float) window[i];
            offsets[i] = columns.offset(i);
        }
    }

    /** Whether a specification takes its spectra from here. */
    boolean frames(FeatureSpecification other) {
        return other.windowLength() == windowLength && other.fftLength() == fftLength && other.hopLength() == hop;
    }

    /** @param index the specification's place in the result of {@link #extract} */
    void add(FeatureSpecification specification, int index) {
        LaneMel mel = mels.stream()
                .filter(m -> m.bands(specification))
                .findFirst()
                .orElseGet(() -> {
                    LaneMel created = new LaneMel(specification);
                    mels.add(created);
                    return created;
                });
        mel.add(specification, index);
    }

    void extract(List<float[]> windows, float[][][] matrices) {
        frames.lay(windows);
        for (int column = 0; column < frames.count(); column += Lanes.COUNT) {
            columns.fill(frames, column);
            fft.load(columns.values(), offsets, hann, (fftLength - windowLength) / 2);
            fft.power(power);
            for (LaneMel mel : mels) {
                mel.take(power, column);
            }
        }
        for (LaneMel mel : mels) {
            mel.write(windows, frames, matrices);
        }
    }
}
