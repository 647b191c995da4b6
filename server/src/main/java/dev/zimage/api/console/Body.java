package dev.zimage.api.console;

import dev.zimage.api.Fields;
import dev.zimage.api.Json;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.errors.ErrorCode;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON object of a request, with the members that the operation knows and no others.
final class Body {

    private final ObjectNode object;
    private final Fields fields;

    private Body(ObjectNode object, List<String> known) {
        this.object = object;
        this.fields = Fields.of(object, known);
    }

    static Body read(Call call, String... known) {
        return new Body(Json.readObject(call.jsonBody()), List.of(known));
    }

    Fields fields() {
        return fields;
    }

    /// Whether the member is there, be it null.
    boolean has(String name) {
        return object.has(name);
    }

    /// A text without control characters.
    ///
    /// @param longest in code points
    String text(String name, int longest) {
        String text = fields.requiredText(name).strip();
        Fields.requireCleanText(name, text);
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > longest) {
            throw invalid("%s must have 1 to %d characters".formatted(name, longest));
        }
        return text;
    }

    /// An object, as JSON.
    String object(String name) {
        JsonNode node = object.path(name);
        if (!node.isObject()) {
            throw invalid(name + " must be an object");
        }
        return node.toString();
    }

    /// Texts in an array; empty when it was left out.
    Optional<List<String>> texts(String name) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
            throw invalid(name + " must be an array of strings");
        }
        return Optional.of(node.valueStream().map(JsonNode::asString).toList());
    }

    static Refusal invalid(String message) {
        return new Refusal(ErrorCode.PARAMETER_INVALID, message);
    }
}
