package dev.zimage.api.console;

import dev.zimage.crypto.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// An authenticator with one passkey (ES256), and the browser that speaks with it. Everything that
/// a real one gets right can be made wrong.
final class SoftAuthenticator {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int HAS_KEY = 0x40;

    private final byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    private final KeyPair keys;
    private String handle = "";
    private String origin;
    private String host;
    private boolean verifies = true;
    private long counter;
    private long step = 1;

    /// @param origin of the page, whose host the passkey is bound to
    SoftAuthenticator(String origin) {
        this.origin = origin;
        this.host = origin.replaceFirst("https?://", "").replaceFirst(":[0-9]+$", "");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// From now on the page is one of another site.
    SoftAuthenticator at(String otherOrigin) {
        this.origin = otherOrigin;
        this.host = otherOrigin.replaceFirst("https?://", "");
        return this;
    }

    SoftAuthenticator withoutVerification() {
        this.verifies = false;
        return this;
    }

    /// As authenticators that keep their passkeys in sync.
    SoftAuthenticator withoutCounter() {
        this.step = 0;
        this.counter = 0;
        return this;
    }

    SoftAuthenticator counterAt(long value) {
        this.counter = value;
        return this;
    }

    SoftAuthenticator withHandle(String other) {
        this.handle = other;
        return this;
    }

    String handle() {
        return handle;
    }

    /// Makes the passkey.
    ///
    /// @param enrolment the answer of the server
    Map<String, Object> make(JsonNode enrolment) {
        handle = enrolment.path("handle").asString();
        byte[] data = bytes(authenticatorData(HAS_KEY), new byte[16], length(id), id, coseKey());
        byte[] attestation =
                bytes(
                        new byte[] {(byte) 0xA3},
                        text("fmt"),
                        text("none"),
                        text("attStmt"),
                        new byte[] {(byte) 0xA0},
                        text("authData"),
                        new byte[] {0x58, (byte) data.length},
                        data);
        return credential(
                Map.of(
                        "clientDataJSON",
                        encoded(clientData("webauthn.create", enrolment)),
                        "attestationObject",
                        encoded(attestation)));
    }

    /// Signs a challenge.
    ///
    /// @param asked the answer of the server
    Map<String, Object> sign(JsonNode asked) {
        counter += step;
        byte[] data = authenticatorData(0);
        byte[] client = clientData("webauthn.get", asked);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(Sha256.digest().digest(client));
            return credential(
                    Map.of(
                            "clientDataJSON", encoded(client),
                            "authenticatorData", encoded(data),
                            "signature", encoded(signature.sign()),
                            "userHandle", handle));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> credential(Map<String, String> response) {
        return Map.of(
                "id", encoded(id),
                "rawId", encoded(id),
                "type", "public-key",
                "response", response,
                "clientExtensionResults", Map.of());
    }

    private byte[] clientData(String type, JsonNode asked) {
        return Browser.json(
                        Map.of(
                                "type",
                                type,
                                "challenge",
                                asked.path("challenge").asString(),
                                "origin",
                                origin,
                                "crossOrigin",
                                false))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int more) {
        int flags = PRESENT | (verifies ? VERIFIED : 0) | more;
        return bytes(
                Sha256.digest().digest(host.getBytes(StandardCharsets.UTF_8)),
                new byte[] {(byte) flags},
                ByteBuffer.allocate(4).putInt((int) counter).array());
    }

    private static byte[] length(byte[] bytes) {
        return ByteBuffer.allocate(2).putShort((short) bytes.length).array();
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes(new byte[] {(byte) (0x60 + bytes.length)}, bytes);
    }

    /// The public key as a map of CBOR: kty EC2, alg ES256, crv P-256, x and y.
    private byte[] coseKey() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return bytes(
                new byte[] {(byte) 0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32},
                unsigned(key.getW().getAffineX().toByteArray()),
                new byte[] {0x22, 0x58, 32},
                unsigned(key.getW().getAffineY().toByteArray()));
    }

    private static byte[] unsigned(byte[] number) {
        byte[] fixed = new byte[32];
        byte[] digits = number.length > 32 ? Arrays.copyOfRange(number, 1, number.length) : number;
        System.arraycopy(digits, 0, fixed, 32 - digits.length, digits.length);
        return fixed;
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
