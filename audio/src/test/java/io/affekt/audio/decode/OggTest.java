package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ogg Vorbis and Ogg Opus. */
class OggTest {

    @ParameterizedTest
    @CsvSource({
        "mono-16000.ogg,16000,1,30",
        "stereo-44100.ogg,44100,2,30",
        "mono.opus,48000,1,18",
        "stereo.opus,48000,2,30"
    })
    void shouldGiveBackExactlyTheEncodedSound(String file, int rate, int channels, double signalToNoise)
            throws IOException {
        Tones.assertThatHolds(file, rate, channels, signalToNoise);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stereo-44100.ogg", "stereo.opus"})
    void shouldSayThatTheStreamBreaksOff(String name) throws IOException {
        byte[] file = Tones.file(name);
        try (Recording recording = Tones.open(Arrays.copyOf(file, file.length - 1))) {
            recording.readFirstChannel();
            assertThat(recording.truncation()).contains("breaks off");
        }
    }

    @Test
    void shouldLeaveOutAPageWithAWrongChecksum() throws IOException {
        byte[] file = Tones.file("mono.opus");
        int lastPage = new String(file, StandardCharsets.ISO_8859_1).lastIndexOf("OggS");
        file[lastPage + 40] ^= 1;
        try (Recording recording = Tones.open(file)) {
            recording.readFirstChannel();
            assertThat(recording.truncation()).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"speex.ogg,Ogg Speex", "flac.ogg,FLAC inside Ogg"})
    void shouldRefuseOtherCodecsByName(String file, String name) {
        assertThatThrownBy(() -> Tones.open(file))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(name + " is not supported")
                .hasMessageContaining("ffmpeg");
    }

    @Test
    void shouldRefuseASetupThatAsksForGigabytes() {
        byte[] setup = Tones.concatenate(
                new byte[] {5, 'v', 'o', 'r', 'b', 'i', 's', 0}, // one codebook
                new byte[] {'B', 'C', 'V', (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0});

        assertThatThrownBy(() -> VorbisSetup.check(setup, setup.length, 1))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("Vorbis header");
    }
}
