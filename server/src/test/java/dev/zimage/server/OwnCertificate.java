package dev.zimage.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate that a test has signed itself, and a trust store that has no other.
///
/// @param context for a server with the certificate
/// @param trusted the trust store
public record OwnCertificate(SSLContext context, Path trusted) {

    /// Of the trust store.
    public static final char[] PASSWORD = "changeit".toCharArray();

    private static final String ALIAS = "own";

    /// @param names that the certificate is for
    public static OwnCertificate make(Path folder, String... names) throws Exception {
        KeyStore own = own(folder.resolve("own.p12"), names);
        Path trusted = folder.resolve("trusted.p12");
        trust(own, trusted);
        return new OwnCertificate(context(own), trusted);
    }

    private static KeyStore own(Path file, String... names) throws Exception {
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + ALIAS,
                                "-ext",
                                Arrays.stream(names)
                                        .map(name -> "dns:" + name)
                                        .collect(Collectors.joining(",", "san=", "")),
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
        store.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
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
}
