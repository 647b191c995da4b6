package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.origin.BaseUrl;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether the server can listen where it is told to, or does already.
final class PortCheck {

    private static final String NAME = "port";
    private static final int CONNECTING = 3_000;

    /// A server that has much to do answers late, and is none the less the one that has the port.
    private static final int ANSWERING = 15_000;

    private static final int LONGEST_ANSWER = 16 << 10;

    private static final JsonMapper JSON = new JsonMapper();

    private PortCheck() {}

    /// A server that runs on the data directory may have been told another address.
    static Check of(Config.ServerSettings server, DataDirectory data) {
        return RunningServer.of(data)
                .flatMap(running -> ofRunning(running.listener().toString()))
                .orElseGet(() -> of(server));
    }

    private static Optional<Check> ofRunning(String url) {
        try {
            return Optional.of(askServer(url, url));
        } catch (IOException silent) {
            return Optional.empty();
        }
    }

    private static Check of(Config.ServerSettings server) {
        String address = server.host() + ":" + server.port();
        if (server.port() == 0) {
            return Check.ok(NAME, address + ", which means any that is free");
        }
        try {
            return askServer(BaseUrl.ofListener(server.host(), server.port()).toString(), address);
        } catch (ConnectException
                | NoRouteToHostException
                | SocketTimeoutException
                | UnknownHostException nobody) {
            return tryToListen(server, address);
        } catch (IOException other) {
            return taken(address);
        }
    }

    private static Check askServer(String base, String address) throws IOException {
        String url = base + "/health/ready";
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECTING);
        connection.setReadTimeout(ANSWERING);
        try {
            int status = connection.getResponseCode();
            String id = connection.getHeaderField("x-request-id");
            if (id == null || !id.startsWith("req_")) {
                return taken(address);
            }
            String found = "a zimage server answers on " + address;
            return status == HttpURLConnection.HTTP_OK
                    ? Check.ok(NAME, found + " and is ready")
                    : notReady(found, url, connection);
        } finally {
            connection.disconnect();
        }
    }

    private static Check notReady(String found, String url, HttpURLConnection connection)
            throws IOException {
        String why = why(connection);
        boolean waits = connection.getHeaderField("Retry-After") != null;
        return waits
                ? Check.warn(
                        NAME,
                        found + " but is not ready" + why,
                        "look at " + url + " and at its log")
                : Check.fail(
                        NAME,
                        found + " but will not become ready" + why,
                        "mend that and start the server again");
    }

    /// Whatever is not ready, with its state.
    private static String why(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getErrorStream()) {
            JsonNode health =
                    JSON.readTree(body == null ? new byte[0] : body.readNBytes(LONGEST_ANSWER));
            Map<String, String> states = new LinkedHashMap<>();
            for (String part : List.of("engines", "storage")) {
                health.path(part)
                        .properties()
                        .forEach(
                                state -> states.put(state.getKey(), state.getValue().asString("")));
            }
            states.put("queue", health.path("queue").asString("ready"));
            return states.entrySet().stream()
                    .filter(state -> !state.getValue().equals("ready"))
                    .map(state -> ": " + state.getKey() + " " + state.getValue())
                    .collect(Collectors.joining());
        } catch (JacksonException e) {
            return "";
        }
    }

    private static Check tryToListen(Config.ServerSettings server, String address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(server.host()), server.port()));
            return Check.ok(NAME, address + " is free; no server runs there");
        } catch (IOException e) {
            return Check.fail(
                    NAME,
                    "no server can listen on " + address + ": " + e.getMessage(),
                    "set server.host and server.port to what this machine has and this user may"
                            + " use");
        }
    }

    private static Check taken(String address) {
        return Check.fail(
                NAME,
                address + " is taken by another program",
                "stop that, or set server.port to another");
    }
}
