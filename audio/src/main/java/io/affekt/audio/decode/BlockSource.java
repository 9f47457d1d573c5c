package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Sound that a decoder gives in blocks of its own size. */
abstract class BlockSource implements PcmSource {

    private final InputStream stream;
    private FloatBuffer block = FloatBuffer.allocate(0);
    private boolean ended;

    BlockSource(InputStream stream) {
        this.stream = stream;
    }

    /** The next block, interleaved, whole frames; it may be empty, and is valid until the next call. Null at the end. */
    abstract @Nullable FloatBuffer nextBlock() throws IOException;

    @Override
    public final int read(float[] interleaved) throws IOException {
        int most = interleaved.length - interleaved.length % channels();
        int at = 0;
        while (at < most && !ended) {
            int count = Math.min(block.remaining(), most - at);
            block.get(interleaved, at, count);
            at += count;
            if (!block.hasRemaining()) {
                FloatBuffer next = nextBlock();
                ended = next == null;
                block = next == null ? block : next;
            }
        }
        return at == 0 ? -1 : at / channels();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
