package io.affekt.benchmarks.load;

import io.affekt.audio.decode.AudioLimits;
import io.affekt.audio.decode.Recording;
import io.affekt.audio.resample.Resampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Utterances by speaker, at 16 kHz. */
final class Voices {

    private final List<List<float[]>> bySpeaker;

    private Voices(List<List<float[]>> bySpeaker) {
        this.bySpeaker = bySpeaker;
    }

    /** Reads a folder of recordings; what stands before the first hyphen of a name is the speaker. */
    static Voices read(Path folder) throws IOException {
        Map<String, List<float[]>> bySpeaker = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(path -> path.toString().matches(".*\\.(flac|wav)"))
                    .sorted()
                    .toList()) {
                try (Recording recording = Recording.open(file, AudioLimits.DEFAULT)) {
                    String speaker = file.getFileName().toString().split("-")[0];
                    bySpeaker
                            .computeIfAbsent(speaker, name -> new ArrayList<>())
                            .add(Resampler.resample(recording.readFirstChannel(), recording.sampleRate(), Track.RATE));
                }
            }
        }
        if (bySpeaker.size() < 2) {
            throw new IOException(folder + " does not hold recordings of two speakers");
        }
        return new Voices(List.copyOf(bySpeaker.values()));
    }

    /** Two different speakers. */
    List<List<float[]>> two(SplittableRandom random) {
        int one = random.nextInt(bySpeaker.size());
        int other = (one + 1 + random.nextInt(bySpeaker.size() - 1)) % bySpeaker.size();
        return List.of(bySpeaker.get(one), bySpeaker.get(other));
    }
}
