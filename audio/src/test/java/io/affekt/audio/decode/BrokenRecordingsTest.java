package io.affekt.audio.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Files as dying recorders, bad disks and people with bad intentions make them. Whatever comes, it is read as far as it goes
 * or refused in words, in little time, in the 64 MB that this JVM has.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("small-heap")
class BrokenRecordingsTest {

    private static final int FEWEST_CASES = 20_000;
    private static final long MAX_CASE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MAX_HEAP_BYTES = 64 << 20;

    /** One short recording of every form. */
    private static final List<String> FORMS = List.of(
            "short.wav",
            "short-float.wav",
            "short-rf64.wav",
            "short.w64",
            "short.aiff",
            "short.aifc",
            "short.flac",
            "short.mp3",
            "short-tagged.mp3",
            "short.mp2",
            "short.ogg",
            "short.opus");

    private static final long[] LENGTHS = {
        0,
        1,
        2,
        3,
        0x7F,
        0xFF,
        0x7FFF,
        0xFFFF,
        0x7FFFFFFF,
        0x80000000L,
        0xFFFFFFFEL,
        0xFFFFFFFFL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        -1
    };

    private static final AudioLimits LIMITS = AudioLimits.DEFAULT;
    private static final List<String> UNEXPECTED = new ArrayList<>();
    private static final List<String> SLOW = new ArrayList<>();
    private static int cases;
    private static int read;

    /** Opens and reads a file to its end; remembers what must not happen. */
    private static void meet(String name, byte[] file) {
        cases++;
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try (Recording recording = Recording.open(new ByteArrayInputStream(file), LIMITS)) {
            for (float[][] block = recording.read(); block != null; block = recording.read()) {
                requireSound(block);
            }
            read++;
        } catch (AudioException e) {
            if (e.getMessage() == null || e.getMessage().contains("Exception")) {
                UNEXPECTED.add(name + ": no words for people: " + e.getMessage());
            }
        } catch (IOException | RuntimeException | Error e) {
            StackTraceElement[] trace = e.getStackTrace();
            UNEXPECTED.add(name + ": " + e + (trace.length > 0 ? " at " + trace[0] : ""));
        }
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        if (nanos > MAX_CASE_NANOS) {
            SLOW.add(name + ": " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        }
    }

    private static void requireSound(float[][] block) {
        for (float[] channel : block) {
            for (float sample : channel) {
                if (!(sample >= -1 && sample <= 1)) {
                    throw new IllegalStateException("sample " + sample);
                }
            }
        }
    }

    @AfterAll
    static void shouldHaveMetThemAll() {
        // The pools need not have peaked together: this is an upper bound.
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "broken recordings: %,d cases, %d unexpected exceptions, %d over the time limit, peak heap %d MB%n",
                cases,
                UNEXPECTED.size(),
                SLOW.size(),
                peak >> 20);
        assertThat(UNEXPECTED.stream().limit(30)).isEmpty();
        assertThat(SLOW.stream().limit(30)).isEmpty();
        assertThat(cases).isGreaterThanOrEqualTo(FEWEST_CASES);
        assertThat(read).as("some must be read, or nothing was tested").isGreaterThan(cases / 10);
        assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(MAX_HEAP_BYTES);
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void shouldReadTheWholeFile(String name) throws IOException {
        try (Recording recording = Tones.open(name)) {
            assertThat(recording.readFirstChannel()).isNotEmpty();
            assertThat(recording.truncation()).isNull();
        }
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void shouldMeetACutAtEveryByte(String name) {
        byte[] file = Tones.file(name);
        for (int length = 0; length < file.length; length++) {
            meet(name + " cut at " + length, Arrays.copyOf(file, length));
        }
    }

    @ParameterizedTest
    @FieldSource("FORMS")
    void shouldMeetEveryLengthInTheHeader(String name) {
        byte[] file = Tones.file(name);
        // The codebooks of Vorbis stand behind its comments.
        int header = name.equals("short.ogg") ? 200 : 80;
        for (int at = 0; at < header; at++) {
            for (long length : LENGTHS) {
                for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                    byte[] broken = file.clone();
                    if (length == (int) length || length >>> 32 == 0) {
                        ByteBuffer.wrap(broken).order(order).putInt(at, (int) length);
                    } else {
                        ByteBuffer.wrap(broken).order(order).putLong(at, length);
                    }
                    meet(name + " with " + length + " at " + at, withChecksums(broken));
                }
            }
        }
    }

    @Test
    void shouldMeetEveryFormatThatAWavCanClaim() {
        ByteBuffer wav = ByteBuffer.allocate(44 + 240).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(Tones.file("short.wav"), 0, 44);
        for (int tag : new int[] {0, 1, 2, 3, 6, 7, 0x11, 0x31, 0x55, 0xFFFE, 0xFFFF}) {
            for (int channels : new int[] {0, 1, 2, 8, 9, 65_535}) {
                for (long rate : new long[] {0, 1, 8000, 192_000, 4_000_000_000L, 0xFFFFFFFFL}) {
                    for (int bits : new int[] {0, 1, 8, 12, 16, 24, 32, 40, 64, 65_535}) {
                        for (int wrong : new int[] {0, 1, -1}) {
                            wav.putShort(20, (short) tag)
                                    .putShort(22, (short) channels)
                                    .putInt(24, (int) rate);
                            wav.putShort(32, (short) (channels * ((bits + 7) / 8) + wrong));
                            wav.putShort(34, (short) bits);
                            meet("WAV " + tag + "/" + channels + "/" + rate + "/" + bits, wav.array());
                        }
                    }
                }
            }
        }
    }

    @Test
    void shouldMeetADayOfSilence() {
        meet("a day of silence", SilentFlac.of(24 * 3600));
    }

    @Test
    void shouldMeetWhatChanceMakes() {
        SplittableRandom random = new SplittableRandom(20_240_229);
        for (int i = 0; i < 12_000; i++) {
            String name = FORMS.get(i % FORMS.size());
            byte[] file = Tones.file(name);
            StringBuilder done = new StringBuilder(name + " case " + i);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                file = change(file, random, done);
            }
            // Mostly with checksums that are right again: damage must reach the codec.
            meet(done.toString(), random.nextInt(4) > 0 ? withChecksums(file) : file);
        }
    }

    private static byte[] change(byte[] file, SplittableRandom random, StringBuilder done) {
        if (file.length < 16) {
            return file;
        }
        int kind = random.nextInt(7);
        int head = random.nextBoolean() ? Math.min(120, file.length) : file.length;
        int from = random.nextInt(head - 8);
        int to = random.nextInt(from, Math.min(file.length, from + 400));
        done.append(", ").append(kind).append(" at ").append(from);
        byte[] changed = file.clone();
        switch (kind) {
            case 0, 1 -> {
                for (int flips = random.nextInt(1, 9); flips > 0; flips--) {
                    changed[random.nextInt(head)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 2 -> {
                ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                ByteBuffer.wrap(changed).order(order).putInt(from, (int) LENGTHS[random.nextInt(LENGTHS.length)]);
            }
            case 3 -> {
                for (int i = from; i < to; i++) {
                    changed[i] = (byte) random.nextInt();
                }
            }
            case 4 -> changed = Tones.concatenate(Arrays.copyOf(file, to), Arrays.copyOfRange(file, from, file.length));
            case 5 -> changed = Tones.concatenate(Arrays.copyOf(file, from), Arrays.copyOfRange(file, to, file.length));
            default -> {
                byte[] other = Tones.file(FORMS.get(random.nextInt(FORMS.size())));
                int at = random.nextInt(other.length);
                changed = Tones.concatenate(Arrays.copyOf(file, from), Arrays.copyOfRange(other, at, other.length));
            }
        }
        return changed;
    }

    /** The file with right checksums on its Ogg pages. */
    private static byte[] withChecksums(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        for (int at = 0; at + 27 < file.length; at++) {
            if (bytes.getInt(at) != 0x4F676753) {
                continue;
            }
            int length = 27 + (file[at + 26] & 0xFF);
            for (int i = at + 27; i < Math.min(file.length, at + 27 + (file[at + 26] & 0xFF)); i++) {
                length += file[i] & 0xFF;
            }
            if (at + length <= file.length) {
                bytes.order(ByteOrder.LITTLE_ENDIAN).putInt(at + 22, 0);
                bytes.putInt(at + 22, OggPackets.crc(Arrays.copyOfRange(file, at, at + length), length));
                bytes.order(ByteOrder.BIG_ENDIAN);
            }
        }
        return file;
    }
}
