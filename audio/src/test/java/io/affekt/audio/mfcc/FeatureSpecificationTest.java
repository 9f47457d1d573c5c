package io.affekt.audio.mfcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSpecificationTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney",
                "mfcc40-sr16000-win400-fft512-hop160-mel64-htk-f40-7800-ln-every2",
                "mfcc13-sr8000-win200-fft256-hop80-mel26-htk-f0-3400"
            })
    void shouldReadAndWriteItsId(String id) {
        assertThat(FeatureSpecification.parse(id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mfcc",
                "mfcc80-sr16000-win2048-fft2048-hop512-mel64-slaney",
                "mfcc80-sr16000-win2048-fft1000-hop512-mel128-slaney",
                "mfcc80-sr16000-win2048-fft2048-hop0-mel128-slaney",
                "mfcc80-sr16000-win2048-fft2048-hop512-mel128-slaney-f0-9000"
            })
    void shouldRefuseWhatCannotBe(String id) {
        assertThatThrownBy(() -> FeatureSpecification.parse(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("feature specification");
    }

    @Test
    void shouldCountFramesAsMfccGivesThem() {
        for (String id : new String[] {
            "mfcc20-sr16000-win512-fft512-hop160-mel64-slaney",
            "mfcc20-sr16000-win400-fft512-hop160-mel64-htk-ln-every3"
        }) {
            FeatureSpecification spec = FeatureSpecification.parse(id);
            for (int samples : new int[] {1, 159, 160, 479, 480, 481, 16_000, 47_999}) {
                assertThat(new Mfcc(spec).compute(new float[samples]).frames()).isEqualTo(spec.frames(samples));
            }
        }
    }
}
