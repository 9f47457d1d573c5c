package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sound in an Ogg file: packet by packet, its end as the last page counts it. */
abstract class OggSource extends BlockSource {

    /** Each costs time and gives no sound, so their number must end. */
    private static final int MAX_DAMAGED_PACKETS = 1000;

    private static final FloatBuffer NOTHING = FloatBuffer.allocate(0);

    private final OggPackets packets;
    /** Frames decoded, with those that a codec lets run in. */
    private long framesDecoded;

    private int damagedPackets;
    private @Nullable String truncation;

    OggSource(InputStream stream, OggPackets packets) {
        super(stream);
        this.packets = packets;
    }

    /** Opens what the first packet says that it is. */
    static PcmSource open(InputStream stream) throws IOException {
        OggPackets packets = new OggPackets(stream);
        int length = packets.next();
        if (length < 0) {
            throw new AudioException("the file ends inside its header");
        }
        String head = new String(packets.packet(), 0, Math.min(length, 8), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0001vorbis")) {
            return new VorbisSource(stream, packets, length);
        } else if (head.equals("OpusHead")) {
            return new OpusSource(stream, packets, length);
        } else if (head.startsWith("Speex")) {
            throw AudioException.unsupported("Ogg Speex");
        } else if (head.startsWith("\u007FFLAC")) {
            throw AudioException.unsupported("FLAC inside Ogg");
        } else if (head.startsWith("\u0080theora") || head.startsWith("fishead")) {
            throw AudioException.unsupported("Ogg with video");
        }
        throw AudioException.unsupported("Ogg with an unknown codec");
    }

    /**
     * Decodes a packet.
     *
     * @return its sound from position 0 on, valid until the next; null where the packet is damaged
     */
    abstract @Nullable FloatBuffer decode(byte[] packet, int length) throws IOException;

    /** Frames at the start that are not part of the sound. */
    int preSkip() {
        return 0;
    }

    @Override
    final @Nullable FloatBuffer nextBlock() throws IOException {
        int length = packets.last() || truncation != null ? -1 : packets.next();
        if (length < 0) {
            if (truncation == null && !packets.ended()) {
                truncation = "its Ogg stream breaks off";
            }
            return null;
        }
        FloatBuffer block = length == 0 ? NOTHING : decode(packets.packet(), length);
        if (block == null) {
            damagedPackets++;
            if (damagedPackets > MAX_DAMAGED_PACKETS) {
                truncation = "its Ogg stream is damaged; it is read as far as it makes sense";
            }
            return NOTHING;
        }
        int channels = channels();
        int count = block.remaining() / channels;
        int skipped = (int) Math.min(count, Math.max(0, preSkip() - framesDecoded));
        framesDecoded += count;
        long excess = framesDecoded - packets.granulePosition();
        if (packets.last() && packets.granulePosition() >= 0 && excess > 0) {
            count = (int) Math.max(skipped, count - excess);
        }
        return block.limit(count * channels).position(skipped * channels);
    }

    @Override
    public final @Nullable String truncation() {
        return truncation == null && (damagedPackets > 0 || packets.damaged())
                ? "its Ogg stream is damaged in places"
                : truncation;
    }
}
