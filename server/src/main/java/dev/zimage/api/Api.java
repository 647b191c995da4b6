package dev.zimage.api;

import dev.zimage.accounts.Authenticator;
import dev.zimage.api.console.Console;
import dev.zimage.api.http.AccessControl;
import dev.zimage.api.http.HttpServer;
import dev.zimage.api.http.Route;
import dev.zimage.api.http.monitoring.Monitoring;
import dev.zimage.limits.RateLimits;
import dev.zimage.origin.PublicUrl;
import java.util.List;
import java.util.stream.Stream;

/// All operations, those of the public API and those of the console, and the server that carries
/// them.
public final class Api implements AutoCloseable {

    private final List<Route> routes;
    private final List<Route> allRoutes;
    private final HttpServer http;

    /// @param publicRoutes all operations but the console's
    /// @param connections that may be open at once
    public Api(
            List<Route> publicRoutes,
            Console console,
            Authenticator authenticator,
            RateLimits limits,
            PublicUrl publicUrl,
            Monitoring monitoring,
            int connections) {
        this.routes = publicRoutes;
        this.allRoutes = Stream.concat(routes.stream(), console.routes().stream()).toList();
        this.http =
                new HttpServer(
                        allRoutes,
                        new AccessControl(authenticator, console::caller, limits),
                        ErrorAnswers::of,
                        console::unknown,
                        publicUrl,
                        monitoring,
                        connections);
    }

    /// All operations but the console's; `openapi.json` is checked against them.
    List<Route> routes() {
        return routes;
    }

    /// All operations, the console's included.
    public List<Route> allRoutes() {
        return allRoutes;
    }

    /// Begins to listen; see [HttpServer#start].
    ///
    /// @return the port
    public int start(String host, int port) {
        return http.start(host, port);
    }

    @Override
    public void close() {
        http.close();
    }
}
