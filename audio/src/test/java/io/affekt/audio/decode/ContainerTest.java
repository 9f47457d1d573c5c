package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {

    @ParameterizedTest
    @CsvSource({
        "000000206674797069736F6D00000200,MP4",
        "3026B2758E66CF11A6D900AA0062CE6C,WMA",
        "2321414D520A3C000000000000000000,AMR",
        "2321414D522D57420A00000000000000,AMR",
        "63616666000100006465736300000000,CAF",
        "1A45DFA39F4286810142F7810142F281,WebM",
        "FFF15080221FFCDE02004C6176633538,AAC",
        "2E736E64000000180000000000000001,AU",
        "74657874206F662061206C6574746572,it is a text file",
        "000102030405060708090A0B0C0D0E0F,not a recording that can be read"
    })
    void shouldSayWhatAFileIs(String head, String name) {
        assertThatThrownBy(() -> Tones.open(HexFormat.of().parseHex(head)))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining(name);
    }
}
