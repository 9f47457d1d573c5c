package io.affekt.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports that nothing listens on. */
public final class FreePorts {

    /** A platform's own, and those of four more instances of each service. */
    private static final int NEEDED = 50;

    private FreePorts() {}

    /** A base for a platform's ports. */
    public static int base() {
        return IntStream.iterate(21_000 + (int) (ProcessHandle.current().pid() % 500) * NEEDED, base -> base + NEEDED)
                .limit(200)
                .filter(base -> IntStream.range(base, base + NEEDED).allMatch(FreePorts::free))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
