package io.affekt.schemas;

import java.util.regex.Pattern;

/** The record keys of all topics: plain UTF-8, the parts of a compound key joined by a slash. */
public final class Keys {

    /** What a call id looks like; free of slashes, so that a compound key can be taken apart. */
    public static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private Keys() {}

    /** The id of a window and of its prediction: the same window has the same id, however often it is computed. */
    public static String window(String callId, int channel, int windowIndex) {
        return callId + "/" + channel + "/" + windowIndex;
    }

    /** The key of {@code labeled-features}. */
    public static String labeledWindow(String callId, int channel, int windowIndex, String augmentation) {
        return window(callId, channel, windowIndex) + "/" + augmentation;
    }

    /** The key of {@code labels}. */
    public static String label(String callId, int channel, long startMs, long endMs, String annotator) {
        return callId + "/" + channel + "/" + startMs + "-" + endMs + "/" + annotator;
    }

    /** The key of {@code model-versions}. */
    public static String modelVersion(String name, int version) {
        return name + ":" + version;
    }

    /** The key of {@code model-aliases}. */
    public static String modelAlias(String name, String alias) {
        return name + "@" + alias;
    }

    /** The call id that a key starts with; the whole key where it is a plain call id. */
    public static String callIdOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? key : key.substring(0, slash);
    }
}
