package io.affekt.audio.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a file can be, by its first bytes. What is known and not read is refused by its name. */
enum Container {
    RIFF("RIFF", Wav::open),
    RIFX("RIFX", Wav::open),
    RF64("RF64", Wav::open),
    BW64("BW64", Wav::open),
    WAVE64("riff.\u0091\u00CF\u0011", Wav::open),
    AIFF("FORM", Aiff::open),
    FLAC("fLaC", FlacSource::new),
    OGG("OggS", OggSource::open),
    MP3(Container::isMpegFrame, Mp3Source::new),
    AAC(head -> head.length > 1 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xF6) == 0xF0, "AAC"),
    MP4(head -> text(head, 4, 4).equals("ftyp"), "MP4 (M4A)"),
    ASF("0&\u00B2u\u008Ef\u00CF\u0011", "Windows Media (WMA, ASF)"),
    AMR("#!AMR", "AMR"),
    CAF("caff", "CAF"),
    MATROSKA("\u001AE\u00DF\u00A3", "Matroska (WebM)"),
    AU(".snd", "AU");

    /** Bytes that decide. */
    static final int HEAD_BYTES = 16;

    private final Mark mark;
    private final Opener opener;

    /** Whether a file begins so. */
    private interface Mark {
        boolean isOn(byte[] head);
    }

    private interface Opener {
        PcmSource open(InputStream stream) throws IOException;
    }

    Container(Mark mark, Opener opener) {
        this.mark = mark;
        this.opener = opener;
    }

    Container(String start, Opener opener) {
        this(head -> text(head, 0, start.length()).equals(start), opener);
    }

    Container(Mark mark, String refusedName) {
        this(mark, stream -> {
            throw AudioException.unsupported(refusedName);
        });
    }

    Container(String start, String refusedName) {
        this(head -> text(head, 0, start.length()).equals(start), refusedName);
    }

    /**
     * What begins with these bytes.
     *
     * @throws AudioException when it is nothing that is known
     */
    static Container of(byte[] head) throws AudioException {
        for (Container container : values()) {
            if (container.mark.isOn(head)) {
                return container;
            }
        }
        throw new AudioException((isText(head) ? "it is a text file, " : "") + "not a recording that can be read;"
                + " WAV, AIFF, FLAC, MP3, Ogg Vorbis and Ogg Opus are");
    }

    /** What stands after an ID3 tag: MP3, if it is nothing else. */
    static Container ofTagged(byte[] head) {
        try {
            return of(head);
        } catch (AudioException e) {
            return MP3;
        }
    }

    /** Reads the header, from its first byte on. */
    PcmSource open(InputStream stream) throws IOException {
        return opener.open(stream);
    }

    private static boolean isMpegFrame(byte[] head) {
        return head.length >= MpegHeader.BYTES
                && MpegHeader.parse(ByteBuffer.wrap(head).getInt(0)) != null;
    }

    private static boolean isText(byte[] head) {
        for (byte each : head) {
            if (each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return head.length < from + length ? "" : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
