package io.affekt.audio.decode;

/**
 * Reads the setup header of Vorbis (Vorbis I specification, 4.2.4) only to see that it is sound. jorbis believes its sizes:
 * a few bytes can ask for gigabytes, or for a loop without end.
 */
final class VorbisSetup {

    /** The type of the packet, before the name of the codec. */
    private static final int SETUP = 5;

    private static final int HEADER_BYTES = 7;
    private static final int CODEBOOK_SYNC = 0x564342;
    /** Numbers that all tables together may hold; encoders need some hundred thousand. */
    private static final long MAX_TABLE_NUMBERS = 1 << 21;

    private static final int MAX_FLOOR_POINTS = 63;
    private static final int MAX_RESIDUE_END = 1 << 20;

    private final byte[] packet;
    private final int bits;
    private int position;
    private long tableNumbers;

    private Book[] books = {};
    private Residue[] residues = {};
    private int[][] residuesOfMapping = {};

    /** What the other parts must know of a codebook. */
    private record Book(int dimensions, int entries, boolean hasValues) {}

    /** @param wordNumbers how many numbers jorbis keeps for its classification words */
    private record Residue(long wordNumbers) {}

    private VorbisSetup(byte[] packet, int length) {
        this.packet = packet;
        bits = 8 * length;
        position = 8 * HEADER_BYTES;
    }

    /** @throws AudioException when the header is damaged, or asks for more than any encoder does */
    static void check(byte[] packet, int length, int channels) throws AudioException {
        require(packet[0] == SETUP); // jorbis would read it as comments otherwise, whose sizes it believes too
        VorbisSetup setup = new VorbisSetup(packet, length);
        setup.codebooks();
        int times = setup.read(6) + 1;
        for (int i = 0; i < times; i++) {
            require(setup.read(16) == 0);
        }
        int floors = setup.read(6) + 1;
        for (int i = 0; i < floors; i++) {
            setup.floor();
        }
        setup.residues = new Residue[setup.read(6) + 1];
        for (int i = 0; i < setup.residues.length; i++) {
            setup.residues[i] = setup.residue();
        }
        setup.residuesOfMapping = new int[setup.read(6) + 1][];
        for (int i = 0; i < setup.residuesOfMapping.length; i++) {
            setup.residuesOfMapping[i] = setup.mapping(channels, times, floors);
        }
        setup.modes();
    }

    private void codebooks() throws AudioException {
        books = new Book[read(8) + 1];
        for (int i = 0; i < books.length; i++) {
            require(read(24) == CODEBOOK_SYNC);
            int dimensions = read(16);
            int entries = read(24);
            require(dimensions > 0 && entries > 0);
            count(entries * (2L * dimensions + 8));
            if (read(1) == 0) {
                boolean sparse = read(1) == 1;
                for (int entry = 0; entry < entries; entry++) {
                    if (!sparse || read(1) == 1) {
                        read(5);
                    }
                }
            } else {
                int length = read(5) + 1;
                int entry = 0;
                while (entry < entries) {
                    require(length <= 32);
                    entry += read(ilog(entries - entry));
                    length++;
                }
                require(entry == entries);
            }
            int lookup = read(4);
            require(lookup <= 2);
            if (lookup > 0) {
                skip(64);
                int valueBits = read(4) + 1;
                skip(1);
                skip((lookup == 1 ? root(entries, dimensions) : (long) entries * dimensions) * valueBits);
            }
            books[i] = new Book(dimensions, entries, lookup > 0);
        }
    }

    private void floor() throws AudioException {
        if (read(16) != 1) {
            throw AudioException.unsupported("Ogg Vorbis of before 2001 (floor type 0)");
        }
        int partitions = read(5);
        int[] classes = new int[partitions];
        int most = -1;
        for (int i = 0; i < partitions; i++) {
            classes[i] = read(4);
            most = Math.max(most, classes[i]);
        }
        int[] dimensions = new int[most + 1];
        for (int i = 0; i <= most; i++) {
            dimensions[i] = read(3) + 1;
            int subclasses = read(2);
            if (subclasses > 0) {
                book();
            }
            for (int k = 0; k < 1 << subclasses; k++) {
                require(read(8) <= books.length); // less one
            }
        }
        skip(2);
        int rangeBits = read(4);
        int points = 0;
        for (int each : classes) {
            points += dimensions[each];
        }
        require(points <= MAX_FLOOR_POINTS);
        skip((long) points * rangeBits);
    }

    private Residue residue() throws AudioException {
        require(read(16) <= 2);
        int begin = read(24);
        int end = read(24);
        require(begin <= end && end <= MAX_RESIDUE_END);
        skip(24);
        int classifications = read(6) + 1;
        Book words = book();
        int stages = 0;
        for (int i = 0; i < classifications; i++) {
            int low = read(3);
            int high = read(1) == 1 ? read(5) : 0;
            stages += Integer.bitCount(high << 3 | low);
        }
        for (int i = 0; i < stages; i++) {
            require(book().hasValues());
        }
        double wordCount = Math.pow(classifications, words.dimensions());
        require(wordCount <= words.entries());
        return new Residue((long) wordCount * (words.dimensions() + 4L));
    }

    private int[] mapping(int channels, int times, int floors) throws AudioException {
        require(read(16) == 0);
        int submaps = read(1) == 1 ? read(4) + 1 : 1;
        if (read(1) == 1) {
            int steps = read(8) + 1;
            for (int i = 0; i < steps; i++) {
                int magnitude = read(ilog(channels - 1));
                int angle = read(ilog(channels - 1));
                require(magnitude != angle && magnitude < channels && angle < channels);
            }
        }
        require(read(2) == 0);
        if (submaps > 1) {
            for (int i = 0; i < channels; i++) {
                require(read(4) < submaps);
            }
        }
        int[] used = new int[submaps];
        for (int i = 0; i < submaps; i++) {
            require(read(8) < times);
            require(read(8) < floors);
            used[i] = read(8);
            require(used[i] < residues.length);
        }
        return used;
    }

    private void modes() throws AudioException {
        int modes = read(6) + 1;
        require(Integer.bitCount(modes) == 1); // encoders have 1 or 2; jorbis reads other numbers wrongly
        for (int i = 0; i < modes; i++) {
            skip(1);
            require(read(16) == 0);
            require(read(16) == 0);
            int mapping = read(8);
            require(mapping < residuesOfMapping.length);
            for (int residue : residuesOfMapping[mapping]) {
                count(residues[residue].wordNumbers());
            }
        }
        require(read(1) == 1);
    }

    private Book book() throws AudioException {
        int index = read(8);
        require(index < books.length);
        return books[index];
    }

    private void count(long numbers) throws AudioException {
        tableNumbers += numbers;
        require(tableNumbers <= MAX_TABLE_NUMBERS);
    }

    /** The next bits, lowest first. */
    private int read(int count) throws AudioException {
        require(bits - position >= count);
        int value = 0;
        for (int i = 0; i < count; i++, position++) {
            value |= (packet[position >> 3] >> (position & 7) & 1) << i;
        }
        return value;
    }

    private void skip(long count) throws AudioException {
        require(bits - position >= count);
        position += (int) count;
    }

    private static void require(boolean sound) throws AudioException {
        if (!sound) {
            throw new AudioException("its Vorbis header is damaged");
        }
    }

    /** Bits that the number needs. */
    private static int ilog(int number) {
        return 32 - Integer.numberOfLeadingZeros(number);
    }

    /** The largest whole number whose power is not over {@code entries}. */
    private static long root(int entries, int power) {
        long root = (long) Math.pow(entries, 1.0 / power) + 1;
        while (Math.pow(root, power) > entries) {
            root--;
        }
        return root;
    }
}
