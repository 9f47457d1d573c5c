package io.affekt.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.affekt.audio.Windows;
import io.affekt.audio.mfcc.FeatureSpecification;
import io.affekt.model.WindowFrames;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model library does not know the sound library: what it reads out of a specification's name must be the same. */
class WindowFramesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney",
                "mfcc40-sr16000-win400-fft512-hop160-mel64-htk-f40-7800-ln-every2",
                "mfcc80-sr16000-win400-fft1024-hop320-mel80-htk"
            })
    void shouldCountTheFramesThatTheSoundLibraryGives(String specification) {
        assertThat(WindowFrames.of(specification))
                .isEqualTo(FeatureSpecification.parse(specification).frames(Windows.WINDOW_SAMPLES));
    }
}
