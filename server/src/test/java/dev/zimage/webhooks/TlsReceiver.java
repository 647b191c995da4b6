package dev.zimage.webhooks;

import com.sun.net.httpserver.HttpsExchange;
import dev.zimage.server.LocalHttpServer;
import dev.zimage.server.OwnCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;

/// A receiver with TLS on a port of its own, with a certificate that it has signed itself.
final class TlsReceiver implements AutoCloseable {

    static final char[] PASSWORD = OwnCertificate.PASSWORD;

    private final LocalHttpServer server;
    private final Path trusted;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /// @param serverNames that the sender asked for in its greeting (SNI)
    record Call(List<String> serverNames, Map<String, String> headers, String body) {}

    /// @param names that the certificate is for
    TlsReceiver(Path folder, String... names) throws Exception {
        OwnCertificate own = OwnCertificate.make(folder, names);
        this.trusted = own.trusted();
        this.server = LocalHttpServer.secured(own, exchange -> handle((HttpsExchange) exchange));
    }

    private void handle(HttpsExchange exchange) throws IOException {
        List<String> names =
                ((ExtendedSSLSession) exchange.getSSLSession())
                        .getRequestedServerNames().stream()
                                .map(name -> ((SNIHostName) name).getAsciiName())
                                .toList();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(names, headers, body));
        exchange.sendResponseHeaders(204, -1);
    }

    int port() {
        return server.port();
    }

    /// A trust store with the certificate of this receiver and no other.
    Path trusted() {
        return trusted;
    }

    /// The next call that comes within two minutes.
    Call next() throws InterruptedException {
        return Objects.requireNonNull(calls.poll(2, TimeUnit.MINUTES), "no call came");
    }

    /// How many calls came that [#next] did not give yet.
    int left() {
        return calls.size();
    }

    @Override
    public void close() {
        server.close();
    }
}
