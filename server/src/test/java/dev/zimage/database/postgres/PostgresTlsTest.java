package dev.zimage.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.database.PostgresCluster;
import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.server.OwnCertificate;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a certificate for `localhost` that the test has signed itself.
class PostgresTlsTest {

    private static final String NAME = "localhost";

    private final PostgresCluster server = PostgresCluster.get();

    @TempDir Path folder;

    private Path certificate;

    @BeforeEach
    void offerTls() throws Exception {
        Path own = Files.createDirectory(folder.resolve("own"));
        KeyStore store = make(own);
        String alias = store.aliases().nextElement();
        String pem = pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
        certificate = Files.writeString(own.resolve("ca.crt"), pem);
        byte[] key = store.getKey(alias, OwnCertificate.PASSWORD).getEncoded();
        server.offerTls(pem, pem("PRIVATE KEY", key));
    }

    @AfterEach
    void withdrawTls() {
        server.withdrawTls();
    }

    private static KeyStore make(Path folder) throws Exception {
        OwnCertificate.make(folder, NAME);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("own.p12"))) {
            store.load(in, OwnCertificate.PASSWORD);
        }
        return store;
    }

    private static String pem(String kind, byte[] content) {
        String lines =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(content);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines);
    }

    private Databases.Choice choice(String host, String parameters) {
        String plain = PostgresCluster.url(folder);
        return PostgresCluster.choice(plain.replace("127.0.0.1", host) + "?" + parameters);
    }

    private Database open(String host, Path trusted) {
        return Databases.source(choice(host, "sslmode=verify-full&sslrootcert=" + trusted), folder)
                .open();
    }

    private StorageException failure(String host, Path trusted) {
        return catchThrowableOfType(StorageException.class, () -> open(host, trusted).close());
    }

    @Test
    void a_server_whose_certificate_is_known_is_talked_to_with_tls() {
        try (Database database = open(NAME, certificate)) {
            boolean encrypted =
                    database.read(tx ->
                            tx.createQuery(
                                            "select ssl from pg_stat_ssl where pid = pg_backend_pid()")
                                    .mapTo(Boolean.class)
                                    .one());
            assertThat(encrypted).isTrue();
        }
    }

    @Test
    void a_server_of_another_name_is_not_trusted() {
        StorageException failure = failure("127.0.0.1", certificate);

        assertThat(failure.failure()).isEqualTo(StorageFailure.UNTRUSTED);
        assertThat(failure).hasMessageContaining("certificate").hasMessageContaining("sslrootcert");
    }

    @Test
    void a_server_whose_certificate_nobody_knows_is_not_trusted() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        KeyStore store = make(other);
        byte[] unrelated = store.getCertificate(store.aliases().nextElement()).getEncoded();
        Path wrong = Files.writeString(other.resolve("ca.crt"), pem("CERTIFICATE", unrelated));

        assertThat(failure(NAME, wrong).failure()).isEqualTo(StorageFailure.UNTRUSTED);
        assertThat(failure(NAME, folder.resolve("nowhere.crt")).failure())
                .isEqualTo(StorageFailure.UNTRUSTED);
    }
}
