package io.affekt.audio.lanes;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether this Java was started with {@code --add-modules jdk.incubator.vector}, on a processor that multiplies and adds in
 * one instruction: without it, fused operations in lanes are computed one by one, a thousand times slower.
 */
public final class VectorModule {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && fuses();

    private VectorModule() {}

    private static boolean fuses() {
        HotSpotDiagnosticMXBean java = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return java != null && Boolean.parseBoolean(java.getVMOption("UseFMA").getValue());
    }

    public static boolean isPresent() {
        return PRESENT;
    }
}
