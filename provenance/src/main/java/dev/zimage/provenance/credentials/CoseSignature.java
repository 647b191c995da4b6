package dev.zimage.provenance.credentials;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.cbor.CBORGenerator;

/// A `COSE_Sign1` (RFC 9052) over a claim that is not part of it.
///
/// @param covered the protected header, as it is signed
/// @param algorithm by its number in COSE's registry
/// @param chain of certificates, the signer's first
/// @param signature as COSE has it
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record CoseSignature(byte[] covered, int algorithm, List<X509Certificate> chain, byte[] signature) {

    private static final int SIGN1 = 18;
    private static final int ALGORITHM = 1;
    private static final int CERTIFICATES = 33;
    private static final int ES256 = -7;
    private static final int MOST_CERTIFICATES = 10;

    /// Signs with ES256.
    static byte[] sign(byte[] claim, PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException {
        List<byte[]> certificates = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            certificates.add(certificate.getEncoded());
        }
        byte[] covered = Cbor.written(cbor -> writeHeader(cbor, certificates));
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key);
        signer.update(toBeSigned(covered, claim));
        byte[] signature = signer.sign();
        return Cbor.written(cbor -> {
            cbor.writeTag(SIGN1);
            cbor.writeStartArray(null, 4);
            cbor.writeBinary(covered);
            cbor.writeStartObject(null, 0);
            cbor.writeEndObject();
            cbor.writeNull();
            cbor.writeBinary(signature);
            cbor.writeEndArray();
        });
    }

    private static void writeHeader(CBORGenerator cbor, List<byte[]> certificates) {
        cbor.writeStartObject(null, 2);
        cbor.writePropertyId(ALGORITHM);
        cbor.writeNumber(ES256);
        cbor.writePropertyId(CERTIFICATES);
        if (certificates.size() == 1) {
            cbor.writeBinary(certificates.getFirst());
        } else {
            cbor.writeStartArray(null, certificates.size());
            certificates.forEach(cbor::writeBinary);
            cbor.writeEndArray();
        }
        cbor.writeEndObject();
    }

    private static byte[] toBeSigned(byte[] covered, byte[] claim) {
        return Cbor.written(cbor -> {
            cbor.writeStartArray(null, 4);
            cbor.writeString("Signature1");
            cbor.writeBinary(covered);
            cbor.writeBinary(new byte[0]);
            cbor.writeBinary(claim);
            cbor.writeEndArray();
        });
    }

    static CoseSignature read(byte[] bytes) throws UnreadableManifestException {
        JsonNode parts = Cbor.read(bytes, "the signature");
        if (!parts.isArray() || parts.size() != 4) {
            throw new UnreadableManifestException("the signature is not a COSE_Sign1");
        }
        byte[] covered = binary(parts.get(0), "the header of the signature");
        JsonNode header = Cbor.read(covered, "the header of the signature");
        String name = Integer.toString(CERTIFICATES);
        JsonNode chain = header.has(name) ? header.get(name) : parts.get(1).path("x5chain");
        return new CoseSignature(
                covered,
                header.path(Integer.toString(ALGORITHM)).asInt(0),
                certificates(chain.isMissingNode() ? parts.get(1).path(name) : chain),
                binary(parts.get(3), "the signature"));
    }

    static byte[] binary(JsonNode node, String what) throws UnreadableManifestException {
        if (!node.isBinary()) {
            throw new UnreadableManifestException(what + " is missing");
        }
        return node.binaryValue();
    }

    private static List<X509Certificate> certificates(JsonNode chain)
            throws UnreadableManifestException {
        List<JsonNode> encoded = chain.isBinary() ? List.of(chain) : List.copyOf(chain.values());
        if (encoded.isEmpty() || encoded.size() > MOST_CERTIFICATES) {
            throw new UnreadableManifestException("the signature has no certificate");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            for (JsonNode each : encoded) {
                certificates.add(
                        (X509Certificate)
                                factory.generateCertificate(
                                        new ByteArrayInputStream(binary(each, "a certificate"))));
            }
            return certificates;
        } catch (CertificateException e) {
            throw new UnreadableManifestException("a certificate cannot be read", e);
        }
    }

    X509Certificate signer() {
        return chain.getFirst();
    }

    /// Whether the signer's key signed this claim.
    boolean holds(byte[] claim) {
        try {
            PublicKey key = signer().getPublicKey();
            Signature verifier = CoseAlgorithm.verifier(algorithm, key);
            verifier.update(toBeSigned(covered, claim));
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // an unknown algorithm, or a key or signature that does not fit it
        }
    }
}
