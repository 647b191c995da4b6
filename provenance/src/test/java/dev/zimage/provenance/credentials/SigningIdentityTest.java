package dev.zimage.provenance.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.credentials.CredentialsReport.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key and the certificate that pictures are signed with.
class SigningIdentityTest {

    private static final Clock CLOCK = Clock.fixed(SignedPictures.NOW, ZoneOffset.UTC);
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir private Path folder;

    private SigningIdentity open(Clock clock) throws IOException {
        return SigningIdentity.open(new IdentityFile(folder), clock, new SecureRandom());
    }

    @Test
    void the_key_is_made_once_and_is_for_its_owner_alone() throws Exception {
        SigningIdentity first = open(CLOCK);
        SigningIdentity second = open(CLOCK);

        assertThat(second.keyId()).isEqualTo(first.keyId()).hasSize(40);
        Path file = folder.resolve(IdentityFile.NAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(first.isSelfSigned()).isTrue();
    }

    @Test
    void the_certificate_is_for_signatures_on_documents_alone() throws Exception {
        X509Certificate certificate = open(CLOCK).chain().getFirst();

        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getKeyUsage()).startsWith(true).containsOnlyOnce(true);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.36");
    }

    @Test
    void it_renews_itself_and_keeps_its_key() throws Exception {
        SigningIdentity before = open(CLOCK);
        Clock later = Clock.offset(CLOCK, YEAR.multipliedBy(6));
        SigningIdentity after = open(later);

        byte[] file = SignedPictures.signed(after, ImageFormat.PNG, 7);

        assertThat(after.validUntil()).isAfter(later.instant().plus(YEAR.multipliedBy(9)));
        assertThat(after.keyId()).isEqualTo(before.keyId());
        assertThat(open(later).validUntil()).isEqualTo(after.validUntil());
        Clock muchLater = Clock.offset(CLOCK, YEAR.multipliedBy(11));
        CredentialsReport report =
                new CredentialsReader(Set.of(before.publicKey()), muchLater).read(file);
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.ours()).isTrue();
    }

    @Test
    void a_certificate_that_has_years_left_is_not_renewed() throws Exception {
        SigningIdentity identity = open(CLOCK);
        SigningIdentity later = open(Clock.offset(CLOCK, YEAR.multipliedBy(4)));

        assertThat(later.chain()).isEqualTo(identity.chain());
    }

    @Test
    void an_operator_brings_a_chain_and_its_key() throws Exception {
        KeyPair keys = Keys.generate(new SecureRandom());
        X509Certificate certificate = certificate(keys);
        X509Certificate above = certificate(Keys.generate(new SecureRandom()));
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(
                chain,
                Pem.of(keys.getPrivate(), certificate).replaceFirst("(?s).*?(?=-----BEGIN C)", "")
                        + Pem.of(keys.getPrivate(), above)
                                .replaceFirst("(?s).*?(?=-----BEGIN C)", ""));
        Files.writeString(key, Pem.of(keys.getPrivate(), certificate));

        SigningIdentity identity = SigningIdentity.of(chain, key, CLOCK);

        assertThat(identity.chain()).isEqualTo(List.of(certificate, above));
        assertThat(identity.isSelfSigned()).isFalse();
        byte[] file = SignedPictures.signed(identity, ImageFormat.JPEG, 7);
        assertThat(new CredentialsReader(Set.of(keys.getPublic()), CLOCK).read(file).verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_is_refused() throws Exception {
        KeyPair keys = Keys.generate(new SecureRandom());
        KeyPair others = Keys.generate(new SecureRandom());
        Path chain = folder.resolve("chain.pem");
        Path key = folder.resolve("key.pem");
        Files.writeString(chain, Pem.of(keys.getPrivate(), certificate(keys)));
        Files.writeString(key, Pem.of(others.getPrivate(), certificate(others)));

        assertThatThrownBy(() -> SigningIdentity.of(chain, key, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s and %s cannot sign: the key does not belong to the certificate"
                                .formatted(chain, key));
    }

    /// As `openssl req -x509` makes it where nothing else is asked for.
    @Test
    void a_certificate_that_readers_would_not_accept_is_refused() throws Exception {
        Path both = Path.of("src/test/resources/certificates/plain.pem").toAbsolutePath();

        assertThatThrownBy(() -> SigningIdentity.of(both, both, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("key usage lacks digitalSignature");
    }

    @Test
    void a_file_that_is_no_key_is_named() throws Exception {
        Path file = folder.resolve(IdentityFile.NAME);
        Files.writeString(file, "nothing");

        assertThatThrownBy(() -> open(CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " cannot be used: there is no block CERTIFICATE");
    }

    private static X509Certificate certificate(KeyPair keys) throws Exception {
        return SelfSignedCertificate.of(keys, SignedPictures.NOW, new SecureRandom());
    }
}
