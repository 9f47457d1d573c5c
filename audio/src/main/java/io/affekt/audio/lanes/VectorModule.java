package io.affekt.audio.lanes;

/** Whether this Java was started with {@code --add-modules jdk.incubator.vector}. */
public final class VectorModule {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorModule() {}

    public static boolean isPresent() {
        return PRESENT;
    }
}
