package io.affekt.audio.speech;

/** The sine by table: fast enough for thousands of generated windows. */
final class Sine {

    private static final double[] TABLE = new double[1 << 13];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = Math.sin(2 * Math.PI * i / TABLE.length);
        }
    }

    private Sine() {}

    /** The sine of a phase in turns, from -32,768 to 32,767 of them: exact to 0.001. */
    static double of(double turns) {
        return TABLE[(int) Math.floor(turns * TABLE.length) & TABLE.length - 1];
    }
}
