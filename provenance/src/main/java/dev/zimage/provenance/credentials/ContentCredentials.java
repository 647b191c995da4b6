package dev.zimage.provenance.credentials;

import dev.zimage.engine.ImageFormat;
import dev.zimage.provenance.Receipt;
import dev.zimage.provenance.ReceiptFields;
import dev.zimage.provenance.SourceType;
import dev.zimage.provenance.container.MalformedFileException;
import dev.zimage.provenance.container.PictureContainer;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes Content Credentials: a manifest store with one manifest, which says that a machine
/// created the picture and how, bound to the bytes of the file and signed (C2PA 2.x). Safe for use
/// by any number of threads.
public final class ContentCredentials {

    static final String RECEIPT = "dev.zimage.receipt";
    static final String ACTIONS = "c2pa.actions.v2";
    static final String BINDING = "c2pa.hash.data";
    static final String ASSERTIONS = "c2pa.assertions";
    static final String CLAIM = "c2pa.claim.v2";
    static final String SIGNATURE = "c2pa.signature";
    static final String STORE = "c2pa";
    static final String DIGEST = "SHA-256";

    private static final String ALGORITHM = "sha256";

    /// Near enough that the length, which is in the manifest too, has as many digits.
    private static final int USUAL_LENGTH = 4000;

    private final SigningIdentity identity;

    public ContentCredentials(SigningIdentity identity) {
        this.identity = identity;
    }

    /// The file with credentials, and with the other parts that it lacks before them.
    ///
    /// @param others parts of the file that are signed, too; may be empty
    /// @throws MalformedFileException when the file does not follow its format
    public byte[] sign(
            byte[] file, byte[] others, ImageFormat format, SourceType source, Receipt receipt)
            throws MalformedFileException {
        PictureContainer container = PictureContainer.of(format);
        int place = container.place(file);
        try {
            Manifest manifest =
                    new Manifest(
                            "urn:c2pa:" + UUID.randomUUID(),
                            source,
                            receipt,
                            digest(file, place, others),
                            place + others.length);
            int length = USUAL_LENGTH;
            while (true) {
                byte[] parts = container.jumbf(store(manifest, length));
                if (parts.length == length) {
                    return PictureContainer.insert(file, place, others, parts);
                }
                length = parts.length;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key that was tried at the start cannot sign", e);
        }
    }

    private static byte[] digest(byte[] file, int place, byte[] others)
            throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(DIGEST);
        digest.update(file, 0, place);
        digest.update(others);
        digest.update(file, place, file.length - place);
        return digest.digest();
    }

    /// @param digest of the file without the manifest
    /// @param place of the manifest in the file
    @SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
    private record Manifest(
            String label, SourceType source, Receipt receipt, byte[] digest, int place) {}

    /// @param length of the parts that will hold the store
    private byte[] store(Manifest manifest, int length) throws GeneralSecurityException {
        List<Assertion> assertions =
                List.of(
                        new Assertion(ACTIONS, actions(manifest)),
                        new Assertion(BINDING, binding(manifest, length)),
                        new Assertion(RECEIPT, ReceiptFields.of(manifest.receipt)));
        byte[] claim = Cbor.bytes(claim(manifest, assertions));
        byte[] signature = CoseSignature.sign(claim, identity.privateKey(), identity.chain());
        return Jumbf.superbox(
                Jumbf.STORE,
                STORE,
                Jumbf.superbox(
                        Jumbf.MANIFEST,
                        manifest.label,
                        Jumbf.superbox(
                                Jumbf.ASSERTIONS,
                                ASSERTIONS,
                                assertions.stream().map(Assertion::box).toArray(byte[][]::new)),
                        Jumbf.cbor(Jumbf.CLAIM, CLAIM, claim),
                        Jumbf.cbor(Jumbf.SIGNATURE, SIGNATURE, signature)));
    }

    private static ObjectNode actions(Manifest manifest) {
        ObjectNode actions = Cbor.object();
        ObjectNode created = actions.putArray("actions").addObject();
        created.put("action", "c2pa.created");
        created.put("digitalSourceType", manifest.source.uri());
        created.set("softwareAgent", program(manifest.receipt.program()));
        return actions;
    }

    /// @param program name and version, with a space between them
    private static ObjectNode program(String program) {
        ObjectNode fields = Cbor.object();
        int space = program.indexOf(' ');
        fields.put("name", space < 0 ? program : program.substring(0, space));
        if (space > 0) {
            fields.put("version", program.substring(space + 1));
        }
        return fields;
    }

    private static ObjectNode binding(Manifest manifest, int length) {
        ObjectNode binding = Cbor.object();
        ArrayNode exclusions = binding.putArray("exclusions");
        exclusions.addObject().put("start", manifest.place).put("length", length);
        binding.put("name", "jumbf manifest");
        binding.put("alg", ALGORITHM);
        binding.put("hash", manifest.digest);
        binding.put("pad", new byte[0]);
        return binding;
    }

    private static ObjectNode claim(Manifest manifest, List<Assertion> assertions)
            throws GeneralSecurityException {
        ObjectNode claim = Cbor.object();
        claim.put("instanceID", "xmp:iid:" + UUID.randomUUID());
        claim.set("claim_generator_info", program(manifest.receipt.program()));
        claim.put("signature", "self#jumbf=/c2pa/" + manifest.label + "/" + SIGNATURE);
        ArrayNode created = claim.putArray("created_assertions");
        for (Assertion assertion : assertions) {
            created.addObject()
                    .put("url", "self#jumbf=" + ASSERTIONS + "/" + assertion.label)
                    .put("hash", assertion.digest());
        }
        claim.put("alg", ALGORITHM);
        return claim;
    }

    /// What the claim is made of.
    private record Assertion(String label, ObjectNode content) {

        byte[] box() {
            return Jumbf.cbor(Jumbf.CBOR, label, Cbor.bytes(content));
        }

        /// Of all but the header of the box.
        byte[] digest() throws GeneralSecurityException {
            byte[] box = box();
            MessageDigest digest = MessageDigest.getInstance(DIGEST);
            digest.update(ByteBuffer.wrap(box, Jumbf.HEADER, box.length - Jumbf.HEADER));
            return digest.digest();
        }
    }
}
