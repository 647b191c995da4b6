package dev.zimage.api.http;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/// Lengthens the queue of connections that the kernel holds for us. Java's default is 50: two
/// hundred clients at once overflow it, and most of them then wait a second to be heard again.
final class AcceptQueue implements LifeCycle.Listener {

    /// The kernel cuts it to its own limit.
    private static final int LENGTH = 4096;

    private final Server server;

    AcceptQueue(Server server) {
        this.server = server;
    }

    @Override
    public void lifeCycleStarting(LifeCycle event) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector listening) {
                listening.setAcceptQueueSize(LENGTH);
            }
        }
    }
}
