package dev.zimage.client;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the members of a JSON object. One that is missing or of a wrong type is an
/// [IllegalArgumentException] that names it; for an optional one, null is a value too.
final class JsonFields {

    private JsonFields() {}

    static JsonNode array(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isArray(), name);
        return member;
    }

    static String text(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isString(), name);
        return member.asString();
    }

    static long integer(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isIntegralNumber() && member.canConvertToLong(), name);
        return member.asLong();
    }

    static BigDecimal decimal(JsonNode node, String name) {
        JsonNode member = node.path(name);
        require(member.isNumber(), name);
        return member.decimalValue();
    }

    private static void require(boolean right, String name) {
        if (!right) {
            throw new IllegalArgumentException(name + " is missing or of a wrong type");
        }
    }

    static @Nullable String optionalText(JsonNode node, String name) {
        return isThere(node, name) ? text(node, name) : null;
    }

    static @Nullable Long optionalLong(JsonNode node, String name) {
        return isThere(node, name) ? (Long) integer(node, name) : null;
    }

    static @Nullable Integer optionalInt(JsonNode node, String name) {
        return isThere(node, name) ? (Integer) Math.toIntExact(integer(node, name)) : null;
    }

    static @Nullable Instant instant(JsonNode node, String name) {
        return isThere(node, name) ? Instant.ofEpochSecond(integer(node, name)) : null;
    }

    static boolean isThere(JsonNode node, String name) {
        return !node.path(name).isNull() && !node.path(name).isMissingNode();
    }
}
