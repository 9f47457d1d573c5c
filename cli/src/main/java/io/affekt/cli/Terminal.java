package io.affekt.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** What a person sees: results on standard output, progress and complaints on standard error. */
public final class Terminal {

    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final PrintWriter ERR = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    private static final boolean INTERACTIVE = System.console() != null;
    private static int shown;

    private Terminal() {}

    public static PrintWriter out() {
        return OUT;
    }

    /** A line of progress; on a terminal it takes the place of the one before, elsewhere only its end is kept. */
    public static synchronized void progress(String line) {
        if (INTERACTIVE) {
            ERR.print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
            ERR.flush();
            shown = line.length();
        }
    }

    /** Ends the line of progress. */
    public static synchronized void progressDone() {
        if (INTERACTIVE && shown > 0) {
            ERR.print("\r" + " ".repeat(shown) + "\r");
            ERR.flush();
            shown = 0;
        }
    }

    /** A line about what is going on. */
    public static synchronized void say(String line) {
        progressDone();
        ERR.println(line);
    }
}
