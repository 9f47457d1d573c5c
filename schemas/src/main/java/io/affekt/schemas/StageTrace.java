package io.affekt.schemas;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A stage of the pipeline in a trace that began with an upload. The trace rides in the record header {@code traceparent} (W3C
 * Trace Context): a record without it is not traced, and costs a look. Spans go where the process's OpenTelemetry sends
 * them.
 */
public final class StageTrace implements AutoCloseable {

    private static final String PARENT = "traceparent";
    private static final String SCOPE = "io.affekt";
    private static final StageTrace NONE = new StageTrace(null);

    private final @Nullable Span span;

    private StageTrace(@Nullable Span span) {
        this.span = span;
    }

    /** The headers with which records that this thread sends now go on with its trace; none where it is in none. */
    public static Headers current() {
        return headers(Context.current());
    }

    /**
     * Begins a stage of the trace that a record is in.
     *
     * @param headers of the record
     * @param stage what is done with it, the name of the span
     * @param callId the call that it is of
     */
    public static StageTrace follow(Headers headers, String stage, String callId) {
        if (headers.lastHeader(PARENT) == null) {
            return NONE;
        }
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, Getter.INSTANCE);
        return new StageTrace(GlobalOpenTelemetry.getTracer(SCOPE)
                .spanBuilder(stage)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("affekt.call_id", callId)
                .startSpan());
    }

    /** The headers with which what comes of the record goes on. */
    public Headers headers() {
        return span == null ? new RecordHeaders() : headers(Context.root().with(span));
    }

    private static Headers headers(Context context) {
        RecordHeaders headers = new RecordHeaders();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        context,
                        headers,
                        (into, name, value) -> into.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    /** Ends the stage. */
    @Override
    public void close() {
        if (span != null) {
            span.end();
        }
    }

    private enum Getter implements TextMapGetter<Headers> {
        INSTANCE;

        @Override
        public Iterable<String> keys(Headers headers) {
            return List.of(PARENT);
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            Header header = headers == null ? null : headers.lastHeader(name);
            return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }
    }
}
