package io.affekt.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A model as bytes: a ZIP of {@code manifest.json} and, for each of its networks, {@code weights-N.f32} (little-endian
 * float32, in the order of the network's parameters). It names networks and never classes, so that reading one cannot run
 * code; the same model gives the same bytes.
 */
public final class ModelArchive {

    private static final int FORMAT = 5;
    /** The same without pitches and warps: a network without them has none. */
    private static final int OLDEST_FORMAT = 3;
    /** How the answers of several networks become one, and how {@link EmotionClassifier} does it. */
    private static final String AVERAGING = "geometric mean";
    /** The earliest time that a ZIP can hold; a fixed time keeps the bytes the same. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String MANIFEST = "manifest.json";
    private static final Pattern WEIGHTS = Pattern.compile("weights-\\d\\.f32");
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    /** Of all networks together; a published archive has at most 12 MiB. */
    private static final int MAX_WEIGHT_BYTES = 16 << 20;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** What {@code manifest.json} says. */
    private record Manifest(
            int format,
            String architecture,
            String feature_specification,
            List<String> emotions,
            Map<String, String> parameters,
            String averaging,
            double temperature,
            double min_confidence,
            List<Network> networks) {}

    /** What it says of each network. */
    private record Network(
            String network,
            int coefficients,
            int frames,
            int width,
            boolean without_mean,
            int pitches,
            double warp,
            float[] mean,
            float[] deviation) {

        static Network of(ModelPart part) {
            ModelShape shape = part.shape();
            InputView view = part.view();
            return new Network(
                    shape.network().label(),
                    view.coefficients(),
                    shape.frames(),
                    shape.width(),
                    view.withoutMean(),
                    view.pitches(),
                    view.warp(),
                    part.standardisation().mean(),
                    part.standardisation().deviation());
        }

        ModelPart with(float @Nullable [] weights) {
            if (network == null || mean == null || deviation == null || weights == null) {
                throw new IllegalArgumentException("A network of the model archive is incomplete");
            }
            InputView view = new InputView(coefficients, without_mean, pitches, warp);
            return new ModelPart(
                    new ModelShape(Architecture.named(network), view.values(), frames, width),
                    view,
                    new Standardisation(mean, deviation),
                    weights);
        }
    }

    private final Architecture architecture;
    private final String featureSpecification;
    private final Map<String, String> parameters;
    private final Calibration calibration;
    private final List<ModelPart> parts;

    private ModelArchive(
            Architecture architecture,
            String featureSpecification,
            Map<String, String> parameters,
            Calibration calibration,
            List<ModelPart> parts) {
        this.architecture = architecture;
        this.featureSpecification = featureSpecification;
        this.parameters = new TreeMap<>(parameters);
        this.calibration = calibration;
        this.parts = List.copyOf(parts);
    }

    static ModelArchive of(TrainingSettings settings, List<ModelPart> parts, Calibration calibration) {
        return new ModelArchive(
                settings.architecture(), settings.featureSpecification(), settings.parameters(), calibration, parts);
    }

    /**
     * Reads an archive; memory is bounded whatever it contains.
     *
     * @throws IllegalArgumentException when it is not an archive that this build can serve, with a reason fit for people
     */
    public static ModelArchive read(byte[] bytes) {
        Manifest manifest = null;
        Map<String, float[]> weights = new HashMap<>();
        int room = MAX_WEIGHT_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                String name = entry.getName();
                if (name.equals(MANIFEST)) {
                    manifest = JSON.readValue(bounded(zip, MAX_MANIFEST_BYTES), Manifest.class);
                } else if (WEIGHTS.matcher(name).matches()) {
                    byte[] raw = bounded(zip, room);
                    room -= raw.length;
                    if (weights.put(name, floats(raw)) != null) {
                        throw new IllegalArgumentException("The model archive holds '" + name + "' twice");
                    }
                } else {
                    throw new IllegalArgumentException(
                            "The model archive holds '" + name + "', which does not belong there");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The model archive is damaged: " + e.getMessage(), e);
        }
        if (manifest == null) {
            throw new IllegalArgumentException("The model archive has no manifest");
        }
        return read(manifest, weights);
    }

    private static ModelArchive read(Manifest manifest, Map<String, float[]> weights) {
        if (manifest.format < OLDEST_FORMAT || manifest.format > FORMAT) {
            throw new IllegalArgumentException("The model archive has format " + manifest.format + ", this build reads "
                    + OLDEST_FORMAT + " to " + FORMAT + "; train the model again");
        }
        if (!Emotion.ALL.stream().map(Emotion::label).toList().equals(manifest.emotions)) {
            throw new IllegalArgumentException("The model knows other emotions: " + manifest.emotions);
        }
        if (!AVERAGING.equals(manifest.averaging)) {
            throw new IllegalArgumentException(
                    "The model averages its networks by '" + manifest.averaging + "', which this build cannot");
        }
        if (manifest.feature_specification == null
                || manifest.architecture == null
                || manifest.parameters == null
                || manifest.networks == null
                || manifest.networks.isEmpty()) {
            throw new IllegalArgumentException("The manifest of the model archive is incomplete");
        }
        List<ModelPart> parts = new ArrayList<>();
        for (int n = 0; n < manifest.networks.size(); n++) {
            if (manifest.networks.get(n) == null) {
                throw new IllegalArgumentException("A network of the model archive is incomplete");
            }
            parts.add(manifest.networks.get(n).with(weights.remove(weightsOf(n))));
        }
        if (!weights.isEmpty()) {
            throw new IllegalArgumentException("The model archive holds weights of no network: " + weights.keySet());
        }
        return new ModelArchive(
                Architecture.named(manifest.architecture),
                manifest.feature_specification,
                manifest.parameters,
                new Calibration(manifest.temperature, manifest.min_confidence),
                parts);
    }

    private static String weightsOf(int network) {
        return "weights-" + network + ".f32";
    }

    /** The archive as bytes: always the same for the same model. */
    public byte[] toBytes() {
        Manifest manifest = new Manifest(
                FORMAT,
                architecture.label(),
                featureSpecification,
                Emotion.ALL.stream().map(Emotion::label).toList(),
                parameters,
                AVERAGING,
                calibration.temperature(),
                calibration.minConfidence(),
                parts.stream().map(Network::of).toList());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
            for (int n = 0; n < parts.size(); n++) {
                float[] weights = parts.get(n).weights();
                ByteBuffer raw =
                        ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                raw.asFloatBuffer().put(weights);
                put(zip, weightsOf(n), raw.array());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** SHA-256 in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Architecture architecture() {
        return architecture;
    }

    public String featureSpecification() {
        return featureSpecification;
    }

    /** The hyper-parameters that it was trained with. */
    public Map<String, String> parameters() {
        return parameters;
    }

    public Calibration calibration() {
        return calibration;
    }

    /** How many numbers were learned, running statistics of normalisations among them. */
    public int weights() {
        return parts.stream().mapToInt(part -> part.weights().length).sum();
    }

    List<ModelPart> parts() {
        return parts;
    }

    private static byte[] bounded(ZipInputStream zip, int limit) throws IOException {
        byte[] bytes = zip.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("an entry is larger than " + limit + " bytes");
        }
        return bytes;
    }

    private static float[] floats(byte[] bytes) {
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EPOCH);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
