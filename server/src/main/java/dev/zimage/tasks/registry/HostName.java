package dev.zimage.tasks.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The name of this machine, as the other processes are told it.
final class HostName {

    private HostName() {}

    static String get() {
        String given = System.getenv("HOSTNAME");
        if (given != null && !given.isBlank()) {
            return given;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
