package dev.zimage.api;

import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Spelling;
import dev.zimage.errors.ErrorCode;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object, by name and type. A wrong type is refused with the name and what
/// the type should be; null counts as left out.
public final class Fields {

    private final ObjectNode object;

    private Fields(ObjectNode object) {
        this.object = object;
    }

    /// The members of a body that may have others too.
    static Fields of(ObjectNode body) {
        return new Fields(body);
    }

    /// The members of a body that may have these and no others.
    ///
    /// @throws Refusal that names one that is unknown: it may be misspelt
    public static Fields of(ObjectNode body, List<String> known) {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw unknown(name, known);
            }
        }
        return new Fields(body);
    }

    static Refusal unknown(String name, List<String> known) {
        return new Refusal(ErrorCode.PARAMETER_UNKNOWN, Spelling.unknown("parameter", name, known))
                .about(Spelling.shown(name));
    }

    static Refusal missing(String name) {
        return new Refusal(ErrorCode.PARAMETER_MISSING, "Missing required parameter: " + name)
                .about(name);
    }

    /// Whether there is such a member, other than null.
    boolean has(String name) {
        return member(name) != null;
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw missing(name);
        }
        return text;
    }

    public @Nullable String text(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw wrongType(name, "a string", node);
        }
        return node.asString();
    }

    public boolean flag(String name) {
        return flag(name, false);
    }

    /// @param otherwise what holds when it is left out
    public boolean flag(String name, boolean otherwise) {
        JsonNode node = member(name);
        if (node == null) {
            return otherwise;
        }
        if (!node.isBoolean()) {
            throw wrongType(name, "true or false", node);
        }
        return node.asBoolean();
    }

    public @Nullable Long integer(String name, long least, long most) {
        JsonNode node = member(name);
        if (node == null) {
            return null;
        }
        if (!JsonInteger.is(node)) {
            throw node.isNumber()
                    ? wrong(name, "an integer", shown(node))
                    : wrongType(name, "an integer", node);
        }
        OptionalLong value = JsonInteger.value(node);
        if (value.isEmpty() || value.getAsLong() < least || value.getAsLong() > most) {
            throw wrong(name, "between %d and %d".formatted(least, most), shown(node));
        }
        return value.getAsLong();
    }

    private static String shown(JsonNode number) {
        return Spelling.shown(
                number.isIntegralNumber()
                        ? number.bigIntegerValue().toString()
                        : number.decimalValue().toString());
    }

    /// An array of strings.
    ///
    /// @param least elements that it has, and most
    public @Nullable List<String> texts(String name, int least, int most) {
        JsonNode node = member(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || !node.values().stream().allMatch(JsonNode::isString)) {
            throw wrong(name, "an array of strings", node.isArray() ? "of others" : typeOf(node));
        }
        if (node.size() < least || node.size() > most) {
            throw wrong(
                    name,
                    "an array of %d to %d strings".formatted(least, most),
                    "of " + node.size());
        }
        return node.values().stream().map(JsonNode::asString).toList();
    }

    public @Nullable ObjectNode object(String name) {
        JsonNode node = member(name);
        if (node == null) {
            return null;
        }
        if (node instanceof ObjectNode inner) {
            return inner;
        }
        throw wrongType(name, "an object", node);
    }

    private @Nullable JsonNode member(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private static Refusal wrongType(String name, String expected, JsonNode node) {
        return wrong(name, expected, typeOf(node));
    }

    private static Refusal wrong(String name, String expected, String found) {
        return GenerationRequest.invalid("%s must be %s, not %s".formatted(name, expected, found))
                .about(name);
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL, BINARY, MISSING, POJO -> "something else";
        };
    }

    /// Refuses what is no text: control characters but line breaks and tabs, and halves of
    /// surrogate pairs.
    public static void requireCleanText(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (Character.getType(point) == Character.SURROGATE) {
                throw GenerationRequest.invalid(
                                "%s has half of a surrogate pair at position %d: send valid Unicode"
                                        .formatted(field, i))
                        .about(field);
            }
            if (Character.isISOControl(point) && point != '\n' && point != '\r' && point != '\t') {
                throw GenerationRequest.invalid(
                                "%s has the control character U+%04X at position %d: leave it out"
                                        .formatted(field, point, i))
                        .about(field);
            }
            i += Character.charCount(point) - 1;
        }
    }
}
