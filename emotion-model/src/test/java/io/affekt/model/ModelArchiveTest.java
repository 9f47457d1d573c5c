package io.affekt.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelArchiveTest {

    private static byte[] bytes;

    @BeforeAll
    static void train() {
        ExecutorService workers = Executors.newSingleThreadExecutor();
        try {
            bytes = ModelTrainer.train(
                            new SyntheticSpeech(16, 1),
                            TrainingSettings.of(
                                    Architecture.ENSEMBLE, SyntheticSpeech.SPECIFICATION, SyntheticSpeech.FRAMES, 1, 7),
                            workers,
                            (epoch, epochs, loss) -> {})
                    .archive()
                    .toBytes();
        } finally {
            workers.shutdown();
        }
    }

    @Test
    void shouldServeAsItWasTrained() {
        ModelArchive read = ModelArchive.read(bytes);

        assertThat(read.toBytes()).isEqualTo(bytes);
        assertThat(read.featureSpecification()).isEqualTo(SyntheticSpeech.SPECIFICATION);
        assertThat(read.parameters()).containsEntry("seed", "7").containsEntry("epochs", "1");
        try (EmotionClassifier classifier = new EmotionClassifier(read)) {
            classifier.warmUp();
            assertThat(classifier.classify(List.of())).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatIsNoArchive() {
        assertThatThrownBy(() -> ModelArchive.read("rubbish".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("archive");
    }

    @Test
    void shouldRefuseForeignEntries() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("updater.bin", new byte[] {1});

        assertThatThrownBy(() -> ModelArchive.read(zip(entries))).hasMessageContaining("updater.bin");
    }

    @Test
    void shouldRefuseMoreWeightsThanAnArchiveCanHave() throws IOException {
        Map<String, byte[]> entries = entries();
        for (int n = 3; n < 10; n++) {
            entries.put("weights-" + n + ".f32", new byte[4 << 20]);
        }

        assertThatThrownBy(() -> ModelArchive.read(zip(entries))).hasMessageContaining("larger than");
    }

    @Test
    void shouldRefuseWeightsOfNoNetworkAndNetworksOfNothing() throws IOException {
        Map<String, byte[]> more = entries();
        more.put("weights-7.f32", new byte[4]);
        assertThatThrownBy(() -> ModelArchive.read(zip(more))).hasMessageContaining("weights-7.f32");

        Map<String, byte[]> none = entries();
        String manifest = new String(none.get("manifest.json"), StandardCharsets.UTF_8);
        none.put(
                "manifest.json",
                manifest.replaceAll("(?s)\"networks\" : \\[.*\\]", "\"networks\" : [ null ]")
                        .getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> ModelArchive.read(zip(none)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("incomplete");
    }

    @Test
    void shouldRefuseWeightsThatDoNotFit() throws IOException {
        Map<String, byte[]> entries = entries();
        entries.put("weights-0.f32", new byte[400]);
        ModelArchive archive = ModelArchive.read(zip(entries));

        assertThatThrownBy(() -> new EmotionClassifier(archive)).hasMessageContaining("100 weights");
    }

    @Test
    void shouldReadTheFormatOfBeforePitchesAndWarps() throws IOException {
        Map<String, byte[]> entries = entries();
        String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8)
                .replace("\"format\" : 5", "\"format\" : 3")
                .replaceAll("\"(pitches|warp)\" : [-.\\d]+,\\s*", "");
        entries.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        assertThat(manifest).doesNotContain("\"pitches\"", "\"warp\"").contains("\"format\" : 3");

        ModelArchive old = ModelArchive.read(zip(entries));

        assertThat(old.parts())
                .extracting(ModelPart::view)
                .containsExactly(
                        new InputView(40, false, 0, 0), new InputView(40, true, 0, 0), new InputView(20, false, 0, 0));
    }

    @Test
    void shouldRefuseAFormatThatIsToCome() throws IOException {
        byte[] other = withManifest("\"format\" : 5", "\"format\" : 6");

        assertThatThrownBy(() -> ModelArchive.read(other)).hasMessageContaining("reads 3 to 5");
    }

    @Test
    void shouldRefuseAnotherMeanOfTheNetworks() throws IOException {
        byte[] other = withManifest("\"geometric mean\"", "\"plain mean\"");

        assertThatThrownBy(() -> ModelArchive.read(other)).hasMessageContaining("'plain mean'");
    }

    @Test
    void shouldRefuseAnUnknownArchitecture() throws IOException {
        byte[] other = withManifest("\"cnn1d\"", "\"java.lang.Runtime\"");

        assertThatThrownBy(() -> ModelArchive.read(other)).hasMessageContaining("is not an architecture");
    }

    @Test
    void shouldFailToWarmUpOnWeightsThatAreNoNumbers() throws IOException {
        Map<String, byte[]> entries = entries();
        byte[] weights = entries.get("weights-0.f32");
        for (int i = 0; i < weights.length; i += 4) {
            weights[i + 2] = (byte) 0xC0;
            weights[i + 3] = 0x7F;
        }
        try (EmotionClassifier classifier = new EmotionClassifier(ModelArchive.read(zip(entries)))) {
            assertThatThrownBy(classifier::warmUp).hasMessageContaining("add up to");
        }
    }

    /** The archive with other words in its manifest. */
    private static byte[] withManifest(String instead, String words) throws IOException {
        Map<String, byte[]> entries = entries();
        String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
        entries.put("manifest.json", manifest.replace(instead, words).getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }
}
