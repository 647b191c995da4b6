package dev.zimage.api.http;

import dev.zimage.api.http.monitoring.Monitoring;
import dev.zimage.origin.PublicUrl;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.NotFoundResponse;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens, and serves routes. The HTTP library is configured here, with its bounds against clients
/// that are slow, many or malicious.
public final class HttpServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);

    private static final int REQUEST_HEADERS = 16 * 1024;
    private static final int PORTS_TO_TRY = 20;
    private static final int LAST_PORT = 65_535;
    private static final Duration HEAD_TIME = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Javalin javalin;

    /// @param pages what a browser is shown for an unknown path
    /// @param connections that may be open at once
    public HttpServer(
            List<Route> routes,
            AccessControl gate,
            ErrorFormat errors,
            Function<Call, Optional<Answer>> pages,
            PublicUrl publicUrl,
            Monitoring monitoring,
            int connections) {
        Dispatcher dispatcher =
                new Dispatcher(new RouteTable(routes), gate, errors, pages, monitoring, publicUrl);
        this.javalin = Javalin.create(config -> configure(config, dispatcher, errors, connections));
    }

    private static void configure(
            JavalinConfig config, Dispatcher dispatcher, ErrorFormat errors, int connections) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(HttpServer::configure);
        config.jetty.addConnector((server, http) -> connector(server, http, config.jetty));
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new MalformedRequests(errors));
            server.insertHandler(new ProtocolGuard());
            server.setStopTimeout(5_000);
            server.addEventListener(new AcceptQueue(server));
            server.addEventListener(new SlowHeads(server, HEAD_TIME, LOOK));
            server.addBean(new ConnectionLimit(connections, server));
        });
        config.jetty.modifyServletContextHandler(context -> {
            context.setErrorHandler(new MalformedRequests(errors));
            context.getSessionHandler().setSessionTrackingModes(Set.of());
        });
        for (HandlerType method : HandlerType.commonHttp()) {
            config.routes.addEndpoint(new Endpoint(method, "*", dispatcher::serve));
        }
        config.routes.exception(NotFoundResponse.class, (e, context) -> dispatcher.serve(context));
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, JettyConfig address) {
        ServerConnector connector = new ServerConnector(server, new BodyLimitConnections(http));
        connector.setHost(address.host);
        connector.setPort(address.port);
        return connector;
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(REQUEST_HEADERS);
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any that is free
    /// @return the port
    /// @throws UncheckedIOException when the port cannot be had
    public int start(String host, int port) {
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            String problem = cannotListen(host, port, e);
            throw new UncheckedIOException(problem, new BindException(problem));
        }
        return javalin.port();
    }

    /// Javalin says of every failure to bind that the port is in use, so the message is that of the
    /// operating system.
    private static String cannotListen(String host, int port, JavalinBindException failure) {
        String reason =
                Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                        .reduce((outer, inner) -> inner)
                        .map(Throwable::getMessage)
                        .orElse("");
        String start = "cannot listen on %s, port %d: ".formatted(host, port);
        if (!reason.contains("in use")) {
            return start + reason + "; choose another with --host and --port";
        }
        return start
                + "it is in use; "
                + IntStream.rangeClosed(port + 1, Math.min(port + PORTS_TO_TRY, LAST_PORT))
                        .filter(next -> isFree(host, next))
                        .mapToObj("%1$d is free: choose it with --port %1$d"::formatted)
                        .findFirst()
                        .orElse("choose another with --port");
    }

    private static boolean isFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// Stops listening. Connections that go on longer than a few seconds are cut.
    @Override
    public void close() {
        try {
            javalin.jettyServer().server().stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("some requests did not end in time and were cut: {}", e.toString());
        }
    }
}
