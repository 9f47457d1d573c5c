package io.affekt.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many frames a full window has: what networks that are trained on windows read. */
public final class WindowFrames {

    private static final int WINDOW_SECONDS = 3;
    private static final Pattern SPECIFICATION = Pattern.compile("-sr(\\d+)-.*-hop(\\d+)(?:-.*-every(\\d+))?");

    private WindowFrames() {}

    /**
     * Frames of a window of 3 s: librosa's centred frames, of which a specification may keep every n-th.
     *
     * @throws IllegalArgumentException when the id does not say how far apart its frames are
     */
    public static int of(String featureSpecification) {
        Matcher m = SPECIFICATION.matcher(featureSpecification);
        if (!m.find()) {
            throw new IllegalArgumentException(
                    "'" + featureSpecification + "' does not say how far apart its frames are");
        }
        int samples = WINDOW_SECONDS * Integer.parseInt(m.group(1));
        int every = m.group(3) == null ? 1 : Integer.parseInt(m.group(3));
        return samples / Integer.parseInt(m.group(2)) / every + 1;
    }
}
