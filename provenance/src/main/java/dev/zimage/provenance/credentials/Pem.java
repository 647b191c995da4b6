package dev.zimage.provenance.credentials;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Keys and certificates as text (RFC 7468).
final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final String KEY = "PRIVATE KEY";
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private Pem() {}

    static String of(PrivateKey key, X509Certificate certificate) throws CertificateException {
        return block(KEY, key.getEncoded()) + block(CERTIFICATE, certificate.getEncoded());
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, LINES.encodeToString(content));
    }

    /// @throws GeneralSecurityException when there is no private key of an elliptic curve in PKCS
    ///   #8
    static PrivateKey key(String text) throws GeneralSecurityException {
        byte[] encoded =
                contents(text, KEY).stream()
                        .findFirst()
                        .orElseThrow(() ->
                                new InvalidKeySpecException(
                                        "there is no block PRIVATE KEY; `openssl pkcs8 -topk8"
                                                + " -nocrypt` makes one from other kinds"));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    /// @throws CertificateException when there is none, or one that cannot be read
    static List<X509Certificate> certificates(String text) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] encoded : contents(text, CERTIFICATE)) {
            chain.add(
                    (X509Certificate)
                            factory.generateCertificate(new ByteArrayInputStream(encoded)));
        }
        if (chain.isEmpty()) {
            throw new CertificateException("there is no block CERTIFICATE");
        }
        return chain;
    }

    private static List<byte[]> contents(String text, String type) {
        List<byte[]> contents = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            if (block.group(1).equals(type)) {
                contents.add(
                        Base64.getMimeDecoder()
                                .decode(block.group(2).getBytes(StandardCharsets.US_ASCII)));
            }
        }
        return contents;
    }
}
