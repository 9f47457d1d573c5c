package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.Obuffer;
import org.jspecify.annotations.Nullable;

/**
 * MPEG audio, Layers II and III (MP3), by JLayer, which sees whole frames only. Where LAME's tag says how much the encoder
 * put before and after the sound, that is taken away again (Xing, Info and LAME tags: "Mp3 Info Tag rev 1", G. Bouvigne).
 */
final class Mp3Source extends BlockSource {

    /** Samples that the decoder itself delays the sound by. */
    private static final int DECODER_DELAY = 529;

    private static final int FLAG_FRAMES = 1;
    /** From the start of the Xing tag, if it has all its fields, to the LAME tag; and from there to delay and padding. */
    private static final int ALL_FIELDS = 15;

    private static final int LAME_AT = 120;
    private static final int LAME_DELAY_AT = LAME_AT + 21;

    private final MpegFrames frames;
    private final MpegHeader format;
    private final FrameFeed feed = new FrameFeed();
    private final Output output;
    private Bitstream bitstream = new Bitstream(feed);
    private Decoder decoder = new Decoder();

    private @Nullable MpegHeader next;
    /** Samples still to be dropped at the start. */
    private long toSkip;
    /** Samples that the header promises; {@link Long#MAX_VALUE} where it does not say. */
    private long promised = Long.MAX_VALUE;

    private long framesRead;
    private boolean damaged;
    private boolean ended;

    Mp3Source(InputStream stream) throws IOException {
        super(stream);
        frames = new MpegFrames(stream);
        MpegHeader first = frames.next();
        if (first == null) {
            throw new AudioException("not a recording that can be read: it begins like MP3, but no MP3 frames follow");
        }
        format = first;
        output = new Output(first.channels());
        next = readTag() ? frames.next() : first;
        decoder.setOutputBuffer(output);
    }

    /** Whether the first frame is no sound but tells about the file. */
    private boolean readTag() {
        ByteBuffer frame = ByteBuffer.wrap(frames.frame(), 0, format.frameBytes());
        int sideInformation = format.low() ? (format.channels() == 1 ? 9 : 17) : format.channels() == 1 ? 17 : 32;
        int at = MpegHeader.BYTES + sideInformation;
        if (format.layer() != 3 || at + LAME_DELAY_AT + 3 > frame.limit()) {
            return false;
        }
        String tag = new String(frames.frame(), at, 4, StandardCharsets.ISO_8859_1);
        if (!tag.equals("Xing") && !tag.equals("Info")) {
            return new String(frames.frame(), MpegHeader.BYTES + 32, 4, StandardCharsets.ISO_8859_1).equals("VBRI");
        }
        int fields = frame.getInt(at + 4);
        if ((fields & FLAG_FRAMES) == 0) {
            return true;
        }
        promised = (frame.getInt(at + 8) & 0xFFFFFFFFL) * format.samples();
        String encoder = new String(frames.frame(), at + LAME_AT, 3, StandardCharsets.ISO_8859_1);
        if (fields == ALL_FIELDS && (encoder.equals("LAM") || encoder.equals("Lav"))) {
            int delayAndPadding = frame.getInt(at + LAME_DELAY_AT) >>> 8;
            int delay = delayAndPadding >>> 12;
            int padding = delayAndPadding & 0xFFF;
            toSkip = delay + DECODER_DELAY;
            promised = Math.max(0, promised - delay - padding);
        }
        return true;
    }

    @Override
    public int sampleRate() {
        return format.sampleRate();
    }

    @Override
    public int channels() {
        return format.channels();
    }

    @Override
    @Nullable
    FloatBuffer nextBlock() throws IOException {
        if (next == null || framesRead >= promised) {
            ended = true;
            return null;
        }
        FloatBuffer samples = output.clear(next.samples());
        try {
            feed.put(frames.frame(), next.frameBytes());
            Header header = bitstream.readFrame();
            decoder.decodeFrame(header, bitstream);
            bitstream.closeFrame();
        } catch (JavaLayerException | RuntimeException e) {
            // A damaged frame stays silent where it breaks off; nothing of it may be left in the decoder.
            damaged = true;
            bitstream = new Bitstream(feed.empty());
            decoder = new Decoder();
            decoder.setOutputBuffer(output);
        }
        next = frames.next();
        int channels = format.channels();
        int skipped = (int) Math.min(toSkip, samples.limit() / channels);
        toSkip -= skipped;
        int count = (int) Math.min(samples.limit() / channels - skipped, promised - framesRead);
        framesRead += count;
        return samples.limit((skipped + count) * channels).position(skipped * channels);
    }

    @Override
    public @Nullable String truncation() {
        if (ended && promised != Long.MAX_VALUE && framesRead < promised) {
            return "its header promises " + promised + " samples, it holds " + framesRead;
        }
        if (damaged || frames.damaged()) {
            return "its MP3 stream is damaged in places";
        }
        return ended && frames.cut() ? "its last MP3 frame is cut short" : null;
    }

    /** Gives JLayer one frame at a time. */
    private static final class FrameFeed extends InputStream {

        private byte[] bytes = new byte[0];
        private int position;
        private int limit;

        void put(byte[] frame, int length) {
            bytes = frame;
            position = 0;
            limit = length;
        }

        FrameFeed empty() {
            limit = 0;
            position = 0;
            return this;
        }

        @Override
        public int read() {
            return position == limit ? -1 : bytes[position++] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) {
            if (position == limit) {
                return -1;
            }
            int count = Math.min(length, limit - position);
            System.arraycopy(bytes, position, to, from, count);
            position += count;
            return count;
        }
    }

    /** Takes JLayer's samples, which are scaled to 16 bits, before they are rounded. */
    private static final class Output extends Obuffer {

        private static final float SCALE = 1 / 32_700f;

        private final FloatBuffer samples;
        private final int channels;
        private final int[] at;

        Output(int channels) {
            this.channels = channels;
            samples = FloatBuffer.allocate(OBUFFERSIZE);
            at = new int[channels];
        }

        /** Silence of so many samples for each channel, to be filled. */
        FloatBuffer clear(int count) {
            Arrays.fill(samples.array(), 0);
            for (int c = 0; c < channels; c++) {
                at[c] = c;
            }
            return samples.clear().limit(count * channels);
        }

        @Override
        public void append(int channel, short value) {
            append(channel, (float) value);
        }

        private void append(int channel, float value) {
            samples.array()[at[channel]] = SampleEncoding.finite(value * SCALE);
            at[channel] += channels;
        }

        @Override
        public void appendSamples(int channel, float[] values) {
            for (int i = 0; i < 32; i++) {
                append(channel, values[i]);
            }
        }

        @Override
        public void write_buffer(int value) {}

        @Override
        public void clear_buffer() {}

        @Override
        public void set_stop_flag() {}

        @Override
        public void close() {}
    }
}
