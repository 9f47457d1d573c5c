package io.affekt.audio.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** FLAC (RFC 9639) of nothing but silence, as small as the format allows: 16 bytes for each 65,535 samples. */
final class SilentFlac {

    static final int SAMPLE_RATE = 16_000;

    private static final int BLOCK = 65_535;

    private SilentFlac() {}

    static byte[] of(int seconds) {
        long samples = (long) seconds * SAMPLE_RATE;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(42);
        head.putInt(0x664C6143).putInt(0x80000022); // "fLaC", the last metadata block is STREAMINFO of 34 bytes
        head.putShort((short) BLOCK).putShort((short) BLOCK).put(new byte[6]);
        head.putLong((long) SAMPLE_RATE << 44 | 15L << 36 | samples);
        file.writeBytes(head.array());
        for (int frame = 0; samples > 0; frame++, samples -= BLOCK) {
            file.writeBytes(frame(frame, (int) Math.min(BLOCK, samples)));
        }
        return file.toByteArray();
    }

    private static byte[] frame(int number, int samples) {
        ByteBuffer frame = ByteBuffer.allocate(32);
        // Sync code, fixed block size; its size in 16 bits at the end of the header, the rest as STREAMINFO says.
        frame.putShort((short) 0xFFF8).put((byte) 0x70).put((byte) 0x00);
        if (number < 0x80) {
            frame.put((byte) number);
        } else if (number < 0x800) {
            frame.put((byte) (0xC0 | (number >> 6))).put((byte) (0x80 | (number & 0x3F)));
        } else {
            frame.put((byte) (0xE0 | (number >> 12)))
                    .put((byte) (0x80 | (number >> 6 & 0x3F)))
                    .put((byte) (0x80 | (number & 0x3F)));
        }
        frame.putShort((short) (samples - 1));
        frame.put((byte) crc(frame, 8, 0x07));
        frame.put((byte) 0).putShort((short) 0); // a constant subframe of 0
        frame.putShort((short) crc(frame, 16, 0x8005));
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static int crc(ByteBuffer bytes, int width, int polynomial) {
        int crc = 0;
        for (int i = 0; i < bytes.position(); i++) {
            crc ^= (bytes.get(i) & 0xFF) << (width - 8);
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ ((crc >> (width - 1) & 1) != 0 ? polynomial : 0);
            }
        }
        return crc & ((1 << width) - 1);
    }
}
