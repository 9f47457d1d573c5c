package io.affekt.cli.evaluate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Seeds that follow each other.
 *
 * @param first the first
 * @param last the last
 */
record Seeds(long first, long last) {

    private static final Pattern WRITTEN = Pattern.compile("(?:(\\d{1,3})-)?(\\d{1,3})");
    private static final int MOST = 100;

    /**
     * @param written how many, from 1, or the first and the last: {@code 3} and {@code 1-3} are the same
     * @throws IllegalArgumentException with a message fit for people
     */
    static Seeds parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (matcher.matches()) {
            long first = matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
            long last = Long.parseLong(matcher.group(2));
            if (first >= 1 && first <= last && last <= MOST) {
                return new Seeds(first, last);
            }
        }
        throw new IllegalArgumentException(
                "--seeds must be how many, such as 3, or the first and the last, such as 2-3, up to 100; not "
                        + written);
    }

    LongStream stream() {
        return LongStream.rangeClosed(first, last);
    }

    @Override
    public String toString() {
        return first == last ? Long.toString(first) : first + " to " + last;
    }
}
