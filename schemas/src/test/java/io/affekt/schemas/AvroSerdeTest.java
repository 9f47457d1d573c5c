package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AvroSerdeTest {

    private final AvroSerde<Label> serde = Topics.LABELS.serde();

    private static Label label() {
        return Label.newBuilder()
                .setCallId("call-1")
                .setChannel(1)
                .setStartMs(1500)
                .setEndMs(4500)
                .setEmotion(Emotion.angry)
                .setAnnotator("ann")
                .setLabeledAt(Instant.ofEpochMilli(1_700_000_000_123L))
                .build();
    }

    @Test
    void shouldReadWhatItWrites() {
        Label label = label();

        byte[] bytes = serde.serialize("labels", label);

        assertThat(serde.deserialize("labels", bytes)).isEqualTo(label);
        assertThat(Arrays.copyOf(bytes, 2))
                .as("the marker of single-object encoding")
                .containsExactly(0xC3, 0x01);
    }

    @Test
    void shouldPassTombstones() {
        assertThat(serde.serialize("labels", null)).isNull();
        assertThat(serde.deserialize("labels", null)).isNull();
    }

    @Test
    void shouldNameTheTopicWhenTheSchemaIsUnknown() {
        byte[] bytes = serde.serialize("labels", label());
        bytes[2] ^= 1;

        assertThatThrownBy(() -> serde.deserialize("labels", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("labels")
                .hasMessageContaining("does not know");
    }

    @Test
    void shouldMeetDamagedBytesWithItsOwnExceptionOnly() {
        byte[] good = serde.serialize("labels", label());
        SplittableRandom random = new SplittableRandom(1);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length));
            for (int k = 10; k < bytes.length; k++) {
                if (random.nextInt(4) == 0) {
                    bytes[k] = (byte) random.nextInt();
                }
            }
            try {
                serde.deserialize("labels", bytes);
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void shouldNotBelieveADeclaredSize() {
        AvroSerde<AudioChunk> chunks = Topics.AUDIO_CHUNKS.serde();
        byte[] head = Arrays.copyOf(chunks.serialize("audio-chunks", chunk()), 10);
        byte[] claim = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        byte[] bytes = Arrays.copyOf(head, 15);
        System.arraycopy(claim, 0, bytes, 10, 5);

        assertThatThrownBy(() -> chunks.deserialize("audio-chunks", bytes))
                .as("a call id of 2 GB")
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void shouldServeTwoClassLoaders() throws Exception {
        URL classes = Label.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader other = isolated(classes)) {
            Class<?> serdeType = other.loadClass(AvroSerde.class.getName());
            Class<?> labelType = other.loadClass(Label.class.getName());
            Object otherSerde = serdeType.getConstructor(Class.class).newInstance(labelType);

            Object read = serdeType
                    .getMethod("deserialize", String.class, byte[].class)
                    .invoke(otherSerde, "labels", serde.serialize("labels", label()));

            assertThat(read).isInstanceOf(labelType).isNotInstanceOf(Label.class);
            assertThat(read).hasToString(label().toString());
        }
    }

    private static URLClassLoader isolated(URL classes) throws IOException {
        return new URLClassLoader(new URL[] {classes}, AvroSerdeTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("io.affekt.schemas.")) {
                    Class<?> loaded = findLoadedClass(name);
                    return loaded != null ? loaded : findClass(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }

    @Test
    void shouldKeepBytesAsTheyAre() {
        AvroSerde<AudioChunk> chunks = Topics.AUDIO_CHUNKS.serde();
        AudioChunk chunk = chunk();

        AudioChunk read = chunks.deserialize("audio-chunks", chunks.serialize("audio-chunks", chunk));

        assertThat(read.getSamples()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        assertThat(chunk.getSamples().remaining()).isEqualTo(4);
    }

    private static AudioChunk chunk() {
        return AudioChunk.newBuilder()
                .setCallId("c")
                .setChannel(0)
                .setRole(ChannelRole.customer)
                .setSequence(0)
                .setContentSha256("00")
                .setRecordedAt(Instant.ofEpochMilli(0))
                .setSamples(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}))
                .setLast(true)
                .build();
    }
}
