package dev.zimage.api.console;

import dev.zimage.api.Call;
import dev.zimage.api.Fields;
import dev.zimage.api.Json;
import dev.zimage.api.Refusal;
import dev.zimage.api.Spelling;
import dev.zimage.errors.ErrorCode;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// The JSON object of a request, with the members that the operation knows and no others.
final class Body {

    private final ObjectNode object;
    private final Fields fields;

    private Body(ObjectNode object) {
        this.object = object;
        this.fields = new Fields(object);
    }

    static Body read(Call call, Set<String> known) {
        ObjectNode object = Json.readObject(call.jsonBody());
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new Refusal(
                        ErrorCode.PARAMETER_UNKNOWN, Spelling.unknown("parameter", name, known));
            }
        }
        return new Body(object);
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

    static Refusal invalid(String message) {
        return new Refusal(ErrorCode.PARAMETER_INVALID, message);
    }
}
