package dev.zimage.provenance.credentials;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The active manifest of a store: a claim, what it claims and its signature.
///
/// @param claimed the claim as it is signed
/// @param claim the same as a tree
/// @param assertions that stand beside the claim, by their labels
@SuppressWarnings("ArrayRecordComponent") // never compared; copying it would cost
record SignedManifest(
        byte[] claimed, JsonNode claim, Map<String, JumbfBox> assertions, CoseSignature signature) {

    private static final String CLAIMS = "c2pa.claim";
    private static final String USUAL_DIGEST = "sha256";
    private static final int MOST_ASSERTIONS = 1000;

    static SignedManifest read(byte[] store) throws UnreadableManifestException {
        JumbfBox root = JumbfBox.read(store);
        if (root.type() != Jumbf.STORE || root.children().isEmpty()) {
            throw new UnreadableManifestException("there is a box, but no manifest in it");
        }
        JumbfBox active = root.children().getLast();
        JumbfBox claim =
                active.children().stream()
                        .filter(box -> box.label().startsWith(CLAIMS))
                        .findFirst()
                        .orElseThrow(() -> missing("claim"));
        byte[] claimed = claim.content(Jumbf.CBOR).orElseThrow(() -> missing("claim"));
        byte[] signature =
                active.child(ContentCredentials.SIGNATURE)
                        .flatMap(box -> box.content(Jumbf.CBOR))
                        .orElseThrow(() -> missing("signature"));
        return new SignedManifest(
                claimed,
                Cbor.read(claimed, "the claim"),
                assertions(active),
                CoseSignature.read(signature));
    }

    private static UnreadableManifestException missing(String what) {
        return new UnreadableManifestException("the manifest has no " + what);
    }

    private static Map<String, JumbfBox> assertions(JumbfBox manifest)
            throws UnreadableManifestException {
        Map<String, JumbfBox> assertions = new LinkedHashMap<>();
        JumbfBox all =
                manifest.child(ContentCredentials.ASSERTIONS)
                        .orElseThrow(() -> missing("assertions"));
        for (JumbfBox assertion : all.children()) {
            if (assertions.put(assertion.label(), assertion) != null
                    || assertions.size() > MOST_ASSERTIONS) {
                throw new UnreadableManifestException(
                        "two assertions have one name, or there are too many");
            }
        }
        return assertions;
    }

    /// What keeps the manifest from being as it was signed, as a clause; empty when nothing does.
    Optional<String> flaw() {
        if (!signature.holds(claimed)) {
            return Optional.of("the signature does not fit the claim");
        }
        Map<String, JumbfBox> open = new LinkedHashMap<>(assertions);
        for (JsonNode reference : references()) {
            String label = label(reference);
            JumbfBox assertion = open.remove(label);
            if (assertion == null || !hasDigest(reference, assertion)) {
                return Optional.of("an assertion is missing or was changed");
            }
        }
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("an assertion was added that nobody signed");
    }

    private List<JsonNode> references() {
        return Stream.of("created_assertions", "gathered_assertions", "assertions")
                .flatMap(name -> claim.path(name).values().stream())
                .toList();
    }

    private static String label(JsonNode reference) {
        String url = reference.path("url").asString("");
        int at = url.lastIndexOf(ContentCredentials.ASSERTIONS + "/");
        return at < 0 ? "" : url.substring(at + ContentCredentials.ASSERTIONS.length() + 1);
    }

    private boolean hasDigest(JsonNode reference, JumbfBox assertion) {
        JsonNode expected = reference.path("hash");
        try {
            MessageDigest digest = digest(reference);
            digest.update(assertion.hashed());
            return expected.isBinary()
                    && MessageDigest.isEqual(digest.digest(), expected.binaryValue());
        } catch (NoSuchAlgorithmException e) {
            return false;
        }
    }

    private MessageDigest digest(JsonNode object) throws NoSuchAlgorithmException {
        String usual = claim.path("alg").asString(USUAL_DIGEST);
        return switch (object.path("alg").asString(usual)) {
            case "sha256" -> MessageDigest.getInstance("SHA-256");
            case "sha384" -> MessageDigest.getInstance("SHA-384");
            case "sha512" -> MessageDigest.getInstance("SHA-512");
            default -> throw new NoSuchAlgorithmException("an unknown digest");
        };
    }

    /// What an assertion says; empty when there is none of this label in CBOR.
    Optional<JsonNode> assertion(String label) throws UnreadableManifestException {
        JumbfBox box = assertions.get(label);
        Optional<byte[]> content = box == null ? Optional.empty() : box.content(Jumbf.CBOR);
        return content.isEmpty()
                ? Optional.empty()
                : Optional.of(Cbor.read(content.get(), "an assertion"));
    }

    /// Whether the manifest was made for exactly these bytes.
    ///
    /// @throws UnreadableManifestException when it is bound to them in a way that is not known here
    boolean isOf(byte[] file) throws UnreadableManifestException {
        JsonNode binding =
                assertion(ContentCredentials.BINDING)
                        .orElseThrow(() ->
                                new UnreadableManifestException(
                                        "the manifest is not bound to the bytes of the file"));
        try {
            MessageDigest digest = digest(binding);
            int at = 0;
            for (JsonNode exclusion : binding.path("exclusions").values()) {
                long start = exclusion.path("start").asLong(-1);
                long length = exclusion.path("length").asLong(-1);
                if (start < at
                        || length < 0
                        || start > file.length
                        || length > file.length - start) {
                    return false;
                }
                digest.update(ByteBuffer.wrap(file, at, (int) start - at));
                at = (int) (start + length);
            }
            digest.update(ByteBuffer.wrap(file, at, file.length - at));
            JsonNode expected = binding.path("hash");
            return expected.isBinary()
                    && MessageDigest.isEqual(digest.digest(), expected.binaryValue());
        } catch (NoSuchAlgorithmException e) {
            throw new UnreadableManifestException("the digest of the file is not known here", e);
        }
    }
}
