package dev.zimage.provenance.credentials;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who signs the pictures of an installation: a key with its certificate, of the operator's or made
/// here. Safe for use by any number of threads.
public final class SigningIdentity {

    /// A picture that is signed just before the renewal has this long until its credentials expire.
    private static final Duration RENEWED_BEFORE = Duration.ofDays(1826);

    private static final Logger log = LoggerFactory.getLogger(SigningIdentity.class);

    private final KeyPair keys;
    private final Clock clock;
    private final @Nullable IdentityStore renewedIn;
    private volatile List<X509Certificate> chain;

    private SigningIdentity(
            KeyPair keys,
            List<X509Certificate> chain,
            Clock clock,
            @Nullable IdentityStore renewedIn) {
        this.keys = keys;
        this.chain = List.copyOf(chain);
        this.clock = clock;
        this.renewedIn = renewedIn;
    }

    /// That of an operator.
    ///
    /// @param certificate PEM file: the signer's certificate, then those that vouch for it
    /// @param key PEM file: the key, on the curve P-256 in PKCS #8
    /// @throws IOException when a file cannot be read, or they do not fit together; names which
    public static SigningIdentity of(Path certificate, Path key, Clock clock) throws IOException {
        String chainText = Files.readString(certificate);
        String keyText = Files.readString(key);
        try {
            List<X509Certificate> chain = Pem.certificates(chainText);
            KeyPair keys = Keys.pair(chain.getFirst().getPublicKey(), Pem.key(keyText));
            CertificatePurpose.requireSigning(chain.getFirst());
            return new SigningIdentity(keys, chain, clock, null);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "%s and %s cannot sign: %s".formatted(certificate, key, e.getMessage()), e);
        }
    }

    /// That of an installation; made when there is none.
    ///
    /// @throws IOException when what is kept cannot be read, written or used; names the place
    public static SigningIdentity open(IdentityStore store, Clock clock, SecureRandom random)
            throws IOException {
        Optional<String> kept = store.read();
        return kept.isPresent()
                ? of(kept.get(), store, clock)
                : of(store.keep(fresh(clock, random)), store, clock);
    }

    /// One that is forgotten with the process.
    ///
    /// @throws IOException when this Java cannot make one
    public static SigningIdentity once(Clock clock, SecureRandom random) throws IOException {
        try {
            KeyPair keys = Keys.generate(random);
            X509Certificate certificate = SelfSignedCertificate.of(keys, clock.instant(), random);
            return new SigningIdentity(keys, List.of(certificate), clock, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    private static SigningIdentity of(String pem, IdentityStore store, Clock clock)
            throws IOException {
        try {
            List<X509Certificate> chain = Pem.certificates(pem);
            KeyPair keys = Keys.pair(chain.getFirst().getPublicKey(), Pem.key(pem));
            return new SigningIdentity(keys, chain, clock, store);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("%s cannot be used: %s".formatted(store, e.getMessage()), e);
        }
    }

    private static String fresh(Clock clock, SecureRandom random) throws IOException {
        try {
            KeyPair keys = Keys.generate(random);
            return Pem.of(
                    keys.getPrivate(), SelfSignedCertificate.of(keys, clock.instant(), random));
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made: " + e.getMessage(), e);
        }
    }

    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    /// The key that shows which pictures are ours; it stays when the certificate is renewed.
    public PublicKey publicKey() {
        return keys.getPublic();
    }

    /// The signer's certificate, then those that vouch for it. One that was made here is renewed
    /// when its time comes.
    List<X509Certificate> chain() {
        if (isToBeRenewed()) {
            renew();
        }
        return chain;
    }

    private boolean isToBeRenewed() {
        return renewedIn != null && clock.instant().isAfter(validUntil().minus(RENEWED_BEFORE));
    }

    private synchronized void renew() {
        IdentityStore store = renewedIn;
        if (store == null || !isToBeRenewed()) {
            return;
        }
        try {
            X509Certificate renewed =
                    SelfSignedCertificate.of(keys, clock.instant(), new SecureRandom());
            chain = List.of(renewed);
            store.replace(Pem.of(keys.getPrivate(), renewed));
        } catch (GeneralSecurityException | IOException e) {
            log.warn("{} cannot hold the renewed certificate; this process uses it", store, e);
        }
    }

    /// Until when the certificate is valid.
    public Instant validUntil() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    /// Whether the certificate was made here, and renews itself.
    public boolean isSelfSigned() {
        return renewedIn != null;
    }

    /// Who signs, by the certificate.
    public String name() {
        return CertificateName.of(chain.getFirst());
    }

    /// Forty hexadecimal digits that tell this installation's key from others.
    public String keyId() {
        return HexFormat.of().formatHex(Keys.id(keys.getPublic()));
    }
}
