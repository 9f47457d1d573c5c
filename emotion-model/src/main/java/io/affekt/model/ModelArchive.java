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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A model as bytes: a ZIP of {@code manifest.json} and {@code weights.f32} (little-endian float32, in the order of the
 * network's parameters). It names an architecture and never a class, so that reading one cannot run code; the same model
 * gives the same bytes.
 */
public final class ModelArchive {

    private static final int FORMAT = 1;
    /** The earliest time that a ZIP can hold; a fixed time keeps the bytes the same. */
    private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String MANIFEST = "manifest.json";
    private static final String WEIGHTS = "weights.f32";
    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final int MAX_WEIGHT_BYTES = 64 << 20;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** What {@code manifest.json} says. */
    private record Manifest(
            int format,
            String architecture,
            String feature_specification,
            int coefficients,
            int frames,
            List<String> emotions,
            Map<String, String> parameters,
            float[] mean,
            float[] deviation) {}

    private final ModelShape shape;
    private final String featureSpecification;
    private final Standardisation standardisation;
    private final Map<String, String> parameters;
    private final float[] weights;

    private ModelArchive(
            ModelShape shape,
            String featureSpecification,
            Standardisation standardisation,
            Map<String, String> parameters,
            float[] weights) {
        this.shape = shape;
        this.featureSpecification = featureSpecification;
        this.standardisation = standardisation;
        this.parameters = new TreeMap<>(parameters);
        this.weights = weights;
    }

    static ModelArchive of(
            ModelShape shape,
            String featureSpecification,
            Standardisation standardisation,
            Map<String, String> parameters,
            INDArray weights) {
        return new ModelArchive(
                shape,
                featureSpecification,
                standardisation,
                parameters,
                weights.dup('c').data().asFloat());
    }

    /**
     * Reads an archive; memory is bounded whatever it contains.
     *
     * @throws IllegalArgumentException when it is not an archive that this build can serve, with a reason fit for people
     */
    public static ModelArchive read(byte[] bytes) {
        Manifest manifest = null;
        float[] weights = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                switch (entry.getName()) {
                    case MANIFEST -> manifest = JSON.readValue(bounded(zip, MAX_MANIFEST_BYTES), Manifest.class);
                    case WEIGHTS -> weights = floats(bounded(zip, MAX_WEIGHT_BYTES));
                    default ->
                        throw new IllegalArgumentException(
                                "The model archive holds '" + entry.getName() + "', which does not belong there");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The model archive is damaged: " + e.getMessage(), e);
        }
        if (manifest == null || weights == null) {
            throw new IllegalArgumentException("The model archive has no manifest or no weights");
        }
        if (manifest.format != FORMAT) {
            throw new IllegalArgumentException(
                    "The model archive has format " + manifest.format + ", this build reads " + FORMAT);
        }
        if (!Emotion.ALL.stream().map(Emotion::label).toList().equals(manifest.emotions)) {
            throw new IllegalArgumentException("The model knows other emotions: " + manifest.emotions);
        }
        if (manifest.feature_specification == null
                || manifest.architecture == null
                || manifest.mean == null
                || manifest.deviation == null
                || manifest.parameters == null) {
            throw new IllegalArgumentException("The manifest of the model archive is incomplete");
        }
        return new ModelArchive(
                new ModelShape(Architecture.named(manifest.architecture), manifest.coefficients, manifest.frames),
                manifest.feature_specification,
                new Standardisation(manifest.mean, manifest.deviation),
                manifest.parameters,
                weights);
    }

    /** The archive as bytes: always the same for the same model. */
    public byte[] toBytes() {
        Manifest manifest = new Manifest(
                FORMAT,
                shape.architecture().label(),
                featureSpecification,
                shape.coefficients(),
                shape.frames(),
                Emotion.ALL.stream().map(Emotion::label).toList(),
                parameters,
                standardisation.mean(),
                standardisation.deviation());
        ByteBuffer raw = ByteBuffer.allocate(weights.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(weights);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, MANIFEST, JSON.writeValueAsBytes(manifest));
            put(zip, WEIGHTS, raw.array());
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
        return shape.architecture();
    }

    public String featureSpecification() {
        return featureSpecification;
    }

    /** The hyper-parameters that it was trained with. */
    public Map<String, String> parameters() {
        return parameters;
    }

    ModelShape shape() {
        return shape;
    }

    Standardisation standardisation() {
        return standardisation;
    }

    float[] weights() {
        return weights;
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
