package dev.zimage.cli.doctor;

import dev.zimage.config.BaseUrl;
import dev.zimage.config.Config;
import java.io.IOException;
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

/// Whether the server can listen where it is told to, or does already.
final class PortCheck {

    private static final String NAME = "port";
    private static final int CONNECTING = 3_000;

    /// A server that has much to do answers late, and is none the less the one that has the port.
    private static final int ANSWERING = 15_000;

    private PortCheck() {}

    static Check of(Config.Server server) {
        String address = server.host() + ":" + server.port();
        if (server.port() == 0) {
            return Check.ok(NAME, address + ", which means any that is free");
        }
        try {
            return askServer(server, address);
        } catch (ConnectException
                | NoRouteToHostException
                | SocketTimeoutException
                | UnknownHostException nobody) {
            return tryToListen(server, address);
        } catch (IOException other) {
            return taken(address);
        }
    }

    private static Check askServer(Config.Server server, String address) throws IOException {
        String url = BaseUrl.ofListener(server.host(), server.port()) + "/health/ready";
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
            return status == HttpURLConnection.HTTP_OK
                    ? Check.ok(NAME, "a zimage server answers on " + address + " and is ready")
                    : Check.warn(
                            NAME,
                            "a zimage server answers on " + address + " but is not ready",
                            "look at " + url + " and at its log");
        } finally {
            connection.disconnect();
        }
    }

    private static Check tryToListen(Config.Server server, String address) {
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
