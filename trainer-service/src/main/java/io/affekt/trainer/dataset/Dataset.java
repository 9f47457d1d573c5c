package io.affekt.trainer.dataset;

import io.affekt.model.Emotion;
import io.affekt.model.FeatureMatrix;
import io.affekt.model.HeldOutSpeakers;
import io.affekt.model.TrainingSet;
import io.affekt.schemas.Keys;
import io.affekt.schemas.LabeledFeatures;
import io.affekt.schemas.Matrices;
import io.affekt.schemas.MfccVector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The labelled windows of one feature specification as they stand in the topic: the newest record of each key, without
 * those that a tombstone withdrew. Speakers are split once for all: those held out are judged on, never trained on.
 *
 * <p>Not thread-safe. Deletes its file when closed.
 */
public final class Dataset implements Closeable {

    private final String specification;
    private final MatrixFile matrices;
    private final Map<String, LabeledWindow> windows = new TreeMap<>();
    private Map<String, Long> endOffsets = Map.of();

    public Dataset(String specification, Path folder) throws IOException {
        this.specification = specification;
        matrices = new MatrixFile(folder);
    }

    /** Takes a record in the order of the topic. One that lacks the specification is passed over. */
    void put(String key, LabeledFeatures labeled) {
        MfccVector vector = labeled.getVector();
        if (!key.equals(Keys.labeledWindow(
                vector.getCallId(), vector.getChannel(), vector.getWindowIndex(), labeled.getAugmentation()))) {
            throw new IllegalArgumentException("its key '" + key + "' is not that of its window");
        }
        windows.remove(key);
        for (io.affekt.schemas.FeatureMatrix matrix : labeled.getVector().getFeatures()) {
            if (matrix.getSpecification().equals(specification)) {
                Matrices.check(matrix);
                String speaker = labeled.getSpeaker();
                windows.put(
                        key,
                        new LabeledWindow(
                                vector.getCallId(),
                                Emotion.named(labeled.getEmotion().name()),
                                speaker == null ? labeled.getVector().getCallId() : speaker,
                                labeled.getAugmentation(),
                                matrices.append(matrix.getMatrix()),
                                matrix.getFrames(),
                                matrix.getCoefficients()));
                return;
            }
        }
    }

    /** Takes a tombstone. */
    void remove(String key) {
        windows.remove(key);
    }

    void readTo(Map<String, Long> offsets) {
        endOffsets = new TreeMap<>(offsets);
    }

    /** End offset of each partition that the dataset was read to, by partition number. */
    public Map<String, Long> endOffsets() {
        return endOffsets;
    }

    public Set<String> speakers() {
        Set<String> speakers = new TreeSet<>();
        windows.values().forEach(window -> speakers.add(window.speaker()));
        return speakers;
    }

    /** The speakers that no model may hear. */
    public Set<String> heldOutSpeakers() {
        return HeldOutSpeakers.of(speakers());
    }

    /** The windows to train on, with all their copies. */
    public TrainingSet training() {
        Set<String> heldOut = heldOutSpeakers();
        Map<String, List<LabeledWindow>> copies = new TreeMap<>();
        windows.forEach((key, window) -> {
            if (!heldOut.contains(window.speaker())) {
                copies.computeIfAbsent(key.substring(0, key.lastIndexOf('/')), id -> new ArrayList<>())
                        .add(window);
            }
        });
        List<List<LabeledWindow>> trained = new ArrayList<>();
        for (List<LabeledWindow> window : copies.values()) {
            window.sort(Comparator.comparing((LabeledWindow copy) -> !copy.original())
                    .thenComparing(LabeledWindow::augmentation));
            if (window.get(0).original()) {
                trained.add(window);
            }
        }
        return new Windows(trained);
    }

    /** The original windows of the speakers that are held out. */
    public TrainingSet heldOut() {
        Set<String> heldOut = heldOutSpeakers();
        return new Windows(windows.values().stream()
                .filter(window -> window.original() && heldOut.contains(window.speaker()))
                .map(List::of)
                .toList());
    }

    /** How many frames the longest matrix has: a full window. */
    public int frames() {
        return windows.values().stream().mapToInt(LabeledWindow::frames).max().orElse(0);
    }

    /** Number of records, augmented copies included. */
    public int size() {
        return windows.size();
    }

    /** SHA-256 over the records in key order, in hex. */
    public String sha256() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        windows.forEach((key, window) -> {
            String head = String.join("\0", key, window.emotion().label(), window.speaker(), "");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            digest.update(matrices.bytes(window));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        matrices.close();
    }

    private final class Windows implements TrainingSet {

        private final List<List<LabeledWindow>> copies;

        Windows(List<List<LabeledWindow>> copies) {
            this.copies = copies;
        }

        @Override
        public int windows() {
            return copies.size();
        }

        @Override
        public Emotion emotion(int window) {
            return copies.get(window).get(0).emotion();
        }

        @Override
        public String speaker(int window) {
            return copies.get(window).get(0).speaker();
        }

        @Override
        public String clip(int window) {
            return copies.get(window).get(0).call();
        }

        @Override
        public int copies(int window) {
            return copies.get(window).size();
        }

        @Override
        public FeatureMatrix features(int window, int copy) {
            return matrices.read(copies.get(window).get(copy));
        }
    }
}
