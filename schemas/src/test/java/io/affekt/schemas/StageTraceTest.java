package io.affekt.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StageTraceTest {

    static Stream<byte[]> senseless() {
        return Stream.of(null, new byte[0], new byte[] {-1, 0, 7}, "00-zz-zz-zz".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("senseless")
    void shouldNotBeStoppedByASenselessHeader(byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("traceparent", value);
        headers.add("tracestate", value);

        try (StageTrace trace = StageTrace.follow(headers, "features", "call")) {
            assertThat(trace.headers().lastHeader("traceparent")).isNull();
        }
    }
}
