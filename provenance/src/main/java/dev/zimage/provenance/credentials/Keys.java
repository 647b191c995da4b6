package dev.zimage.provenance.credentials;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/// Keys on the curve P-256, for ES256.
final class Keys {

    private static final int FIELD_BITS = 256;
    private static final int ID_LENGTH = 20;

    private Keys() {}

    static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /// Twenty bytes that tell a key from others.
    static byte[] id(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(digest, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    /// @throws GeneralSecurityException when they are no pair that ES256 can use
    static KeyPair pair(PublicKey publicKey, PrivateKey privateKey)
            throws GeneralSecurityException {
        if (!(publicKey instanceof ECPublicKey curve)
                || curve.getParams().getCurve().getField().getFieldSize() != FIELD_BITS) {
            throw new InvalidKeyException("the certificate is not for a key on the curve P-256");
        }
        byte[] probe = {1};
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(privateKey);
        signer.update(probe);
        byte[] signature = signer.sign();
        signer.initVerify(publicKey);
        signer.update(probe);
        if (!signer.verify(signature)) {
            throw new InvalidKeyException("the key does not belong to the certificate");
        }
        return new KeyPair(publicKey, privateKey);
    }
}
