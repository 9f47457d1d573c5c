package io.affekt.features.labels;

import io.affekt.audio.Windows;
import io.affekt.schemas.AvroSerde;
import io.affekt.schemas.Call;
import io.affekt.schemas.Keys;
import io.affekt.schemas.Label;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.MfccVector;
import io.affekt.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a label that was given, changed or withdrawn makes of the windows that it covers: each takes the newest label that
 * covers two thirds of it. There are no augmented copies, which need the sound; those that a corpus label made are taken
 * back, because they say what no longer holds. Not thread-safe.
 */
final class LateLabels {

    private static final String NO_COPY = "none";

    /**
     * What is to be published.
     *
     * @param features key and value of records of {@code labeled-features}; no value withdraws
     * @param missing why some of the windows could not be labelled; null if all were
     */
    record Outcome(
            Map<String, byte @Nullable []> features,
            @Nullable String missing) {}

    private final CallLog calls;
    private final VectorLog vectors;
    private final List<String> augmentations;
    private final LabelBook book;
    private final AvroSerde<LabeledFeatures> serde = Topics.LABELED_FEATURES.serde();

    /** @param augmentations the names of the copies that corpus labels make */
    LateLabels(CallLog calls, VectorLog vectors, List<String> augmentations, LabelBook book) {
        this.calls = calls;
        this.vectors = vectors;
        this.augmentations = List.copyOf(augmentations);
        this.book = book;
    }

    /** What follows from a label, or its withdrawal, that the book has taken. */
    Outcome apply(LabelKey key) {
        Optional<Call> call = calls.find(key.callId());
        if (call.isEmpty()) {
            return new Outcome(Map.of(), "there is no call " + key.callId());
        }
        Map<Integer, Label> given = new TreeMap<>();
        TreeSet<Integer> withdrawn = new TreeSet<>();
        for (Map.Entry<Integer, long[]> window : covered(call.get(), key).entrySet()) {
            long[] span = window.getValue();
            book.newest(key.callId(), key.channel(), span[0], span[1])
                    .ifPresentOrElse(label -> given.put(window.getKey(), label), () -> withdrawn.add(window.getKey()));
        }
        Map<String, byte @Nullable []> features = new LinkedHashMap<>();
        for (int window : withdrawn) {
            features.put(name(key, window, NO_COPY), null);
            withdrawCopies(key, window, features);
        }
        if (given.isEmpty()) {
            return new Outcome(features, null);
        }
        Map<Integer, MfccVector> found = vectors.find(call.get(), key.channel(), given.keySet());
        List<Integer> gone = new ArrayList<>();
        given.forEach((window, label) -> {
            MfccVector vector = found.get(window);
            if (vector == null) {
                gone.add(window);
            } else if (!vector.getFeatures().isEmpty()) {
                features.put(name(key, window, NO_COPY), labeled(vector, label, call.get()));
                withdrawCopies(key, window, features);
            }
        });
        return new Outcome(features, gone.isEmpty() ? null : "retention has taken the features of windows " + gone);
    }

    /** The windows that a span covers enough of, by index, and where they lie. */
    private static Map<Integer, long[]> covered(Call call, LabelKey key) {
        Long samples = call.getSamples();
        long length = samples == null
                ? key.endMs() * Windows.SAMPLE_RATE / 1000 + Windows.WINDOW_SAMPLES
                : Windows.resampledLength(samples, call.getSampleRateHz());
        Map<Integer, long[]> covered = new TreeMap<>();
        int windows = Windows.count(length);
        for (int index = 0; index < windows && Windows.startMs(index) < key.endMs(); index++) {
            long left = length - (long) index * Windows.CHUNK_SAMPLES;
            long end = Windows.endMs(index, (int) Math.min(left, Windows.WINDOW_SAMPLES));
            if (key.covers(Windows.startMs(index), end)) {
                covered.put(index, new long[] {Windows.startMs(index), end});
            }
        }
        return covered;
    }

    private void withdrawCopies(LabelKey key, int window, Map<String, byte @Nullable []> features) {
        augmentations.forEach(augmentation -> features.put(name(key, window, augmentation), null));
    }

    private static String name(LabelKey key, int window, String augmentation) {
        return Keys.labeledWindow(key.callId(), key.channel(), window, augmentation);
    }

    private byte @Nullable [] labeled(MfccVector vector, Label label, Call call) {
        return serde.serialize(
                Topics.LABELED_FEATURES.name(),
                LabeledFeatures.newBuilder()
                        .setVector(vector)
                        .setEmotion(label.getEmotion())
                        .setSpeaker(call.getSpeaker())
                        .setAnnotator(label.getAnnotator())
                        .setAugmentation(NO_COPY)
                        .build());
    }
}
