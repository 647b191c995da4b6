package dev.zimage.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON from servers, mappings and workflows.
public final class UpstreamJson {

    /// Enough for the largest picture in base64.
    private static final int LONGEST_STRING = 256 << 20;

    /// Far more than an answer or a workflow has. An answer of the size of a picture that is
    /// nothing but brackets would take many times its size of memory.
    private static final int MOST_TOKENS = 200_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxStringLength(LONGEST_STRING)
                                                    .maxNestingDepth(64)
                                                    .maxTokenCount(MOST_TOKENS)
                                                    .build())
                                    .build())
                    .build();

    private UpstreamJson() {}

    /// @throws JacksonException when it is not JSON
    static JsonNode read(byte[] bytes) {
        return MAPPER.readTree(bytes);
    }

    /// @throws JacksonException when it is not JSON
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static JsonNode read(Path file) throws IOException {
        try {
            return MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// A mapping or template that comes with the program.
    ///
    /// @param name its path below this package
    public static JsonNode resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        UpstreamJson.class.getResourceAsStream(name),
                        () -> "no resource " + name)) {
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("a resource cannot be read: " + name, e);
        }
    }

    public static byte[] bytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /// The text of a string or number at a JSON pointer; empty when there is none.
    public static String text(JsonNode node, String pointer) {
        JsonNode at = pointer.isEmpty() ? node : node.at(pointer);
        return at.isString() || at.isNumber() ? at.asString() : "";
    }
}
