package dev.zimage.provenance.credentials;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// The algorithms that C2PA allows for signatures, by their numbers in COSE's registry.
final class CoseAlgorithm {

    /// Larger ones take their time to verify.
    private static final int LARGEST_RSA = 8192;

    private CoseAlgorithm() {}

    static Signature verifier(int algorithm, PublicKey key) throws GeneralSecurityException {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() > LARGEST_RSA) {
            throw new NoSuchAlgorithmException("an RSA key of more than 8,192 bits");
        }
        Signature verifier =
                switch (algorithm) {
                    case -7 -> Signature.getInstance("SHA256withECDSAinP1363Format");
                    case -35 -> Signature.getInstance("SHA384withECDSAinP1363Format");
                    case -36 -> Signature.getInstance("SHA512withECDSAinP1363Format");
                    case -37 -> pss("SHA-256", 32);
                    case -38 -> pss("SHA-384", 48);
                    case -39 -> pss("SHA-512", 64);
                    case -8 -> Signature.getInstance("Ed25519");
                    default ->
                            throw new NoSuchAlgorithmException(
                                    "an unknown algorithm: " + algorithm);
                };
        verifier.initVerify(key);
        return verifier;
    }

    private static Signature pss(String digest, int salt) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(
                new PSSParameterSpec(
                        digest,
                        "MGF1",
                        new MGF1ParameterSpec(digest),
                        salt,
                        PSSParameterSpec.TRAILER_FIELD_BC));
        return verifier;
    }
}
