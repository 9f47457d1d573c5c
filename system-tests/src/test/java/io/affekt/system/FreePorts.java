package io.affekt.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports that nothing listens on. */
public final class FreePorts {

    /** A platform's own, and those of four more instances of each service. */
    private static final int NEEDED = 50;

    /** Below those that systems give to outgoing connections: one of those could take the port of a service that is down. */
    private static final int FIRST = 21_000;

    private static final int BASES = (32_768 - FIRST) / NEEDED;

    private FreePorts() {}

    /** A base for a platform's ports. */
    public static int base() {
        int start = (int) (ProcessHandle.current().pid() % BASES);
        return IntStream.range(start, start + BASES)
                .map(n -> FIRST + n % BASES * NEEDED)
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
