package io.affekt.audio.decode;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds the frames of MPEG audio in a stream; what is none is passed over. */
final class MpegFrames {

    /** How far the first frame may be from the start, bytes: tags are padded. */
    private static final int MAX_LEAD_BYTES = 1 << 16;

    private final BufferedInputStream in;
    private final byte[] frame = new byte[MpegHeader.MAX_FRAME_BYTES];
    private @Nullable MpegHeader first;
    private boolean passedOver;
    private boolean damaged;
    private boolean cut;

    MpegFrames(InputStream stream) {
        in = new BufferedInputStream(stream, 1 << 14);
    }

    /**
     * Reads the next frame into {@link #frame()}. The first one counts only if another follows it, or the end: four bytes
     * alone are too easily found in anything.
     *
     * @return its header; null at the end
     */
    @Nullable
    MpegHeader next() throws IOException {
        for (int passed = 0; first != null || passed < MAX_LEAD_BYTES; passed++) {
            in.mark(MpegHeader.MAX_FRAME_BYTES + MpegHeader.BYTES);
            MpegHeader found = header();
            if (found != null && (first == null || first.sameStream(found)) && readFrame(found)) {
                damaged |= passedOver && first != null;
                passedOver = false;
                first = first == null ? found : first;
                return found;
            }
            in.reset();
            if (in.read() < 0) {
                return null;
            }
            passedOver = true;
        }
        return null;
    }

    private @Nullable MpegHeader header() throws IOException {
        int got = in.readNBytes(frame, 0, MpegHeader.BYTES);
        return got < MpegHeader.BYTES
                ? null
                : MpegHeader.parse(ByteBuffer.wrap(frame).getInt(0));
    }

    /** Reads the frame after its header; false if it is cut short, or looks like one by chance. */
    private boolean readFrame(MpegHeader found) throws IOException {
        int body = found.frameBytes() - MpegHeader.BYTES;
        if (in.readNBytes(frame, MpegHeader.BYTES, body) < body) {
            cut |= !passedOver;
            return false;
        }
        if (first != null && !passedOver) {
            return true;
        }
        byte[] next = in.readNBytes(MpegHeader.BYTES);
        in.reset();
        in.skipNBytes(found.frameBytes());
        if (next.length < MpegHeader.BYTES) {
            return true;
        }
        MpegHeader after = MpegHeader.parse(ByteBuffer.wrap(next).getInt());
        return after != null && found.sameStream(after);
    }

    /** The bytes of the last frame, from its header on; valid until the next. */
    byte[] frame() {
        return frame;
    }

    /** Whether something that is no sound was passed over between frames. */
    boolean damaged() {
        return damaged;
    }

    /** Whether the last frame was cut short. */
    boolean cut() {
        return cut;
    }
}
