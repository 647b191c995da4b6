package dev.zimage.webhooks;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;

/// A receiver with TLS on a port of its own, with a certificate that it has signed itself.
final class TlsReceiver implements AutoCloseable {

    static final char[] PASSWORD = "changeit".toCharArray();

    private final HttpsServer server;
    private final Path trusted;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /// @param serverNames that the sender asked for in its greeting (SNI)
    record Call(List<String> serverNames, Map<String, String> headers, String body) {}

    /// @param names that the certificate is for
    TlsReceiver(Path folder, String... names) throws Exception {
        KeyStore own = own(folder.resolve("own.p12"), names);
        this.trusted = folder.resolve("trusted.p12");
        trust(own, trusted);
        this.server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(own)));
        server.createContext("/", exchange -> handle((HttpsExchange) exchange));
        server.start();
    }

    private static KeyStore own(Path file, String... names) throws Exception {
        List<String> alternatives = new ArrayList<>();
        for (String name : names) {
            alternatives.add("dns:" + name);
        }
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "receiver",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=receiver",
                                "-ext",
                                "san=" + String.join(",", alternatives),
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static void trust(KeyStore own, Path file)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("receiver", own.getCertificate("receiver"));
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }

    private static SSLContext context(KeyStore own) throws GeneralSecurityException {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
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
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
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
        server.stop(0);
    }
}
