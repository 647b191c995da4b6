package dev.zimage.provenance.credentials;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.cbor.CBORFactory;
import tools.jackson.dataformat.cbor.CBORGenerator;
import tools.jackson.dataformat.cbor.CBORMapper;

/// CBOR as trees. Integers that name members become texts, tags are dropped.
final class Cbor {

    private static final int DEEPEST = 32;
    private static final int LONGEST = 16 << 20;

    private static final CBORFactory FACTORY =
            CBORFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxDocumentLength(LONGEST)
                                    .maxStringLength(LONGEST)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final CBORMapper MAPPER =
            CBORMapper.builder(FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Cbor() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static byte[] bytes(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    /// What trees cannot say: tags, and members that integers name.
    static byte[] written(Consumer<CBORGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator generator =
                (CBORGenerator) FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(generator);
        }
        return bytes.toByteArray();
    }

    /// @param what is read, for the message
    static JsonNode read(byte[] bytes, String what) throws UnreadableManifestException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new UnreadableManifestException(what + " is not valid CBOR", e);
        }
    }
}
