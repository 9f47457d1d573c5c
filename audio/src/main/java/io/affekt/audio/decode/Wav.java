package io.affekt.audio.decode;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The header of WAV in its forms: RIFF, RIFX (big-endian), RF64 and BW64 (64-bit sizes in {@code ds64}; EBU Tech 3306,
 * ITU-R BS.2088) and Wave64 (chunks named by GUIDs, with 64-bit sizes; Sony Pictures Digital, "Wave64").
 *
 * <p>Sizes are believed only as an upper bound: a recorder that died leaves 0, or more than there is; what is there is
 * read, and {@link PcmSource#truncation()} says so.
 */
final class Wav {

    private static final long UNKNOWN_SIZE = 0xFFFFFFFFL;
    private static final int MAX_FORMAT_BYTES = 1024;
    /** A chunk of Wave64 is named by the RIFF name and the rest of a GUID; its size counts name and size too. */
    private static final int WAVE64_CHUNK_HEADER = 24;

    private static final int WAVE64_GUID_TAIL = 12;

    private final DataInputStream in;
    private final boolean wave64;
    private final boolean sizesIn64;
    private final ByteOrder order;
    /** Bytes of the file that were read. */
    private long position;
    /** Where the file ends as its header says, bytes. */
    private long end;

    private long dataSize64 = -1;

    private Wav(InputStream stream) throws IOException {
        in = new DataInputStream(stream);
        String form = new String(bytes(4), StandardCharsets.ISO_8859_1);
        wave64 = form.equals("riff");
        sizesIn64 = form.equals("RF64") || form.equals("BW64");
        order = form.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads the header; the source goes on from there. */
    static PcmSource open(InputStream stream) throws IOException {
        try {
            return new Wav(stream).source();
        } catch (EOFException e) {
            throw new AudioException("the file ends inside its header", e);
        }
    }

    private PcmSource source() throws IOException {
        if (wave64) {
            skip(WAVE64_GUID_TAIL);
            end = buffer(8).getLong(0);
        } else {
            end = 8 + (buffer(4).getInt(0) & 0xFFFFFFFFL);
        }
        if (!chunkName().equalsIgnoreCase("WAVE")) {
            throw new AudioException("not a WAV file: its RIFF form is not WAVE");
        }
        WaveFormat format = null;
        while (true) {
            String name = nextChunk();
            if (name == null) {
                throw new AudioException(
                        format == null ? "the file ends inside its header" : "the file holds no sound");
            }
            long size = wave64
                    ? buffer(8).getLong(0) - WAVE64_CHUNK_HEADER
                    : buffer(4).getInt(0) & 0xFFFFFFFFL;
            switch (name) {
                case "data" -> {
                    if (format == null) {
                        throw new AudioException("its sound comes before the description of its format");
                    }
                    return new UncompressedSource(
                            in, format.encoding(), order, format.sampleRate(), format.channels(), soundBytes(size));
                }
                case "fmt " -> {
                    if (size < WaveFormat.MIN_BYTES || size > MAX_FORMAT_BYTES) {
                        throw new AudioException("its description of the format has an impossible size: " + size);
                    }
                    format = WaveFormat.parse(buffer((int) size));
                    skip(padding(size));
                }
                case "ds64" -> {
                    dataSize64 = buffer(16).getLong(8);
                    skip(size - 16 + padding(size));
                }
                default -> skip(size + padding(size));
            }
        }
    }

    private @Nullable String nextChunk() throws IOException {
        try {
            return chunkName();
        } catch (EOFException e) {
            return null;
        }
    }

    private String chunkName() throws IOException {
        String name = new String(bytes(4), StandardCharsets.ISO_8859_1);
        if (wave64) {
            skip(WAVE64_GUID_TAIL);
        }
        return name;
    }

    /** How much sound the header promises. A file that ends at its empty data chunk was never finished. */
    private long soundBytes(long size) {
        if (size == UNKNOWN_SIZE && sizesIn64 && dataSize64 > 0) {
            return dataSize64;
        }
        boolean unfinished = size == 0 && (end <= position || end == 8 + UNKNOWN_SIZE);
        boolean unknown = size < 0 || size == UNKNOWN_SIZE && !wave64 || unfinished;
        return unknown ? UncompressedSource.UNKNOWN_LENGTH : size;
    }

    private long padding(long size) {
        return wave64 ? -size & 7 : size & 1;
    }

    private ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(bytes(count)).order(order);
    }

    private byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        position += count;
        return bytes;
    }

    private void skip(long count) throws IOException {
        if (count < 0) {
            throw new AudioException("one of its chunks has an impossible size");
        }
        in.skipNBytes(count);
        position += count;
    }
}
