package io.affekt.audio.decode;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The packets of the first stream in an Ogg file (RFC 3533). A page whose checksum is wrong is left out, with the packets
 * that it cuts; pages of other streams are passed over.
 */
final class OggPackets {

    /** What is kept of a packet, bytes. Sound and setup have some thousands; only comments with pictures have more. */
    private static final int MAX_PACKET_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 27;
    private static final int CAPTURE = 0x4F676753; // "OggS"
    private static final int CONTINUED = 1;
    private static final int LAST = 4;

    private static final int[] CRC_TABLE = crcTable();

    private final BufferedInputStream in;
    private final byte[] page = new byte[HEADER_BYTES + 255 + 255 * 255];
    private int serial;
    private boolean serialKnown;
    private int flags;
    private long granulePosition;
    private int segments;
    private int segment;
    private int position;

    private byte[] packet = new byte[4096];
    private int packetBytes;
    /** Whether the packet that is being put together has lost a part. */
    private boolean broken;

    private boolean damaged;

    OggPackets(InputStream stream) {
        in = new BufferedInputStream(stream, 1 << 16);
    }

    /**
     * Reads the next packet into {@link #packet()}.
     *
     * @return its bytes; -1 at the end
     */
    int next() throws IOException {
        packetBytes = 0;
        while (true) {
            while (segment < segments) {
                int length = page[HEADER_BYTES + segment++] & 0xFF;
                append(length);
                if (length < 255) {
                    if (!broken) {
                        return packetBytes;
                    }
                    broken = false;
                    packetBytes = 0;
                }
            }
            if (!nextPage()) {
                return -1;
            }
        }
    }

    private void append(int length) {
        int taken = Math.min(length, MAX_PACKET_BYTES - packetBytes);
        if (packetBytes + taken > packet.length) {
            packet = Arrays.copyOf(packet, Math.max(packet.length * 2, packetBytes + taken));
        }
        System.arraycopy(page, position, packet, packetBytes, taken);
        packetBytes += taken;
        position += length;
    }

    private boolean nextPage() throws IOException {
        while (findPage()) {
            ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
            int found = header.getInt(14);
            if (serialKnown && found != serial) {
                continue;
            }
            serial = found;
            serialKnown = true;
            flags = page[5];
            granulePosition = header.getLong(6);
            segments = page[26] & 0xFF;
            segment = 0;
            position = HEADER_BYTES + segments;
            boolean continued = (flags & CONTINUED) != 0;
            if (continued && packetBytes == 0) {
                broken = true; // its start was lost
            } else if (!continued && packetBytes > 0) {
                packetBytes = 0; // its end was lost
                damaged = true;
            }
            return true;
        }
        return false;
    }

    /** Reads the next whole page with a right checksum. */
    private boolean findPage() throws IOException {
        int capture = 0;
        int read = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            capture = capture << 8 | next;
            read++;
            if (capture != CAPTURE) {
                continue;
            }
            damaged |= read > 4;
            if (readPage()) {
                return true;
            }
            damaged = true;
            capture = 0;
        }
        return false;
    }

    private boolean readPage() throws IOException {
        page[0] = 'O';
        page[1] = 'g';
        page[2] = 'g';
        page[3] = 'S';
        if (in.readNBytes(page, 4, HEADER_BYTES - 4) < HEADER_BYTES - 4) {
            return false;
        }
        int lacings = page[26] & 0xFF;
        if (in.readNBytes(page, HEADER_BYTES, lacings) < lacings) {
            return false;
        }
        int body = 0;
        for (int i = 0; i < lacings; i++) {
            body += page[HEADER_BYTES + i] & 0xFF;
        }
        if (in.readNBytes(page, HEADER_BYTES + lacings, body) < body) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
        int checksum = header.getInt(22);
        header.putInt(22, 0);
        return page[4] == 0 && checksum == crc(page, HEADER_BYTES + lacings + body);
    }

    /** The last packet; valid until the next. */
    byte[] packet() {
        return packet;
    }

    /** Whether the last packet ends the stream. */
    boolean last() {
        return ended() && segment == segments;
    }

    /** Whether the page read last says that the stream ends with it. */
    boolean ended() {
        return (flags & LAST) != 0;
    }

    /** Frames of sound up to the end of the last packet's page, as the codec counts them. */
    long granulePosition() {
        return granulePosition;
    }

    /** Whether something was lost on the way. */
    boolean damaged() {
        return damaged;
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04C11DB7 : 0);
            }
            table[i] = crc;
        }
        return table;
    }

    /** The checksum of a page, whose own field is zero. */
    static int crc(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc = crc << 8 ^ CRC_TABLE[crc >>> 24 ^ bytes[i] & 0xFF];
        }
        return crc;
    }
}
