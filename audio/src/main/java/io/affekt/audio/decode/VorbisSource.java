package io.affekt.audio.decode;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** Ogg Vorbis (Vorbis I specification) by jorbis, whose headers {@link VorbisSetup} checks before. */
final class VorbisSource extends OggSource {

    private static final String DAMAGED_HEADER = "its Vorbis header is damaged";
    private static final int IDENTIFICATION_BYTES = 30;
    private static final int BLOCK_SIZES_AT = 28;
    private static final int MIN_BLOCK_EXPONENT = 6;
    private static final int MAX_BLOCK_EXPONENT = 13;

    private final Info info = new Info();
    private final Packet packet = new Packet();
    private final float[][][] pcm = new float[1][][];
    private final int[] from;
    private FloatBuffer block = FloatBuffer.allocate(0);
    private @Nullable DspState dsp;
    private @Nullable Block vorbisBlock;

    VorbisSource(InputStream stream, OggPackets packets, int headBytes) throws IOException {
        super(stream, packets);
        byte[] head = packets.packet();
        int shortBlock = head[BLOCK_SIZES_AT] & 15;
        int longBlock = head[BLOCK_SIZES_AT] >> 4 & 15;
        if (headBytes < IDENTIFICATION_BYTES
                || shortBlock < MIN_BLOCK_EXPONENT
                || longBlock < shortBlock
                || longBlock > MAX_BLOCK_EXPONENT) {
            throw new AudioException(DAMAGED_HEADER);
        }
        info.init();
        // The comments are passed over: jorbis would believe their sizes.
        Comment comment = new Comment();
        comment.init();
        comment.vendor = new byte[0];
        header(packets.packet(), headBytes, comment);
        if (Integer.bitCount(info.channels) != 1) {
            // jorbis reads the coupling of other numbers of channels wrongly.
            throw AudioException.unsupported("Ogg Vorbis with " + info.channels + " channels");
        }
        if (packets.next() < 0) {
            throw new AudioException("the file ends inside its header");
        }
        int setupBytes = packets.next();
        if (setupBytes < 0) {
            throw new AudioException("the file ends inside its header");
        }
        VorbisSetup.check(packets.packet(), setupBytes, info.channels);
        header(packets.packet(), setupBytes, comment);
        from = new int[info.channels];
    }

    private void header(byte[] bytes, int length, Comment comment) throws AudioException {
        packet.packet_base = bytes;
        packet.bytes = length;
        packet.b_o_s = packet.packetno == 0 ? 1 : 0;
        packet.packetno++;
        try {
            if (info.synthesis_headerin(comment, packet) != 0) {
                throw new AudioException(DAMAGED_HEADER);
            }
        } catch (RuntimeException e) {
            throw new AudioException(DAMAGED_HEADER, e);
        }
    }

    @Override
    public int sampleRate() {
        return info.rate;
    }

    @Override
    public int channels() {
        return info.channels;
    }

    @Override
    @Nullable
    FloatBuffer decode(byte[] bytes, int length) throws IOException {
        packet.packet_base = bytes;
        packet.bytes = length;
        packet.granulepos = -1;
        try {
            // Only now, when the number of channels has been held to the limits.
            if (dsp == null || vorbisBlock == null) {
                dsp = new DspState();
                dsp.synthesis_init(info);
                vorbisBlock = new Block(dsp);
                vorbisBlock.init(dsp);
            }
            if (vorbisBlock.synthesis(packet) != 0) {
                return null;
            }
            dsp.synthesis_blockin(vorbisBlock);
            int frames = Math.max(0, dsp.synthesis_pcmout(pcm, from));
            FloatBuffer samples = interleave(frames);
            dsp.synthesis_read(frames);
            return samples;
        } catch (RuntimeException e) {
            // jorbis meets damaged bits with whatever exception they lead it to.
            return null;
        }
    }

    private FloatBuffer interleave(int frames) {
        int channels = info.channels;
        if (block.capacity() < frames * channels) {
            block = FloatBuffer.allocate(frames * channels);
        }
        float[] interleaved = block.array();
        // Without frames, as of the first packet, jorbis gives no arrays either.
        for (int c = 0; c < channels && frames > 0; c++) {
            float[] samples = pcm[0][c];
            for (int i = 0; i < frames; i++) {
                interleaved[i * channels + c] = SampleEncoding.finite(samples[from[c] + i]);
            }
        }
        return block.clear().limit(frames * channels);
    }
}
