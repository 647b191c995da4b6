package dev.zimage.client;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a server knows of a picture.
///
/// @param ours whether the server's installation made it
/// @param foundBy what shows that: `credentials`, `watermark` or `fingerprint`; null for nothing
/// @param task it was drawn for; null unless it is one of the account's own
/// @param model that was ordered; null where it is not known
/// @param engine that drew it; null where it is not known
/// @param createdAt when it was made; null where that is not known
/// @param credentials the verdict on the Content Credentials of the file, such as `valid` or `none`
/// @param issuer who signed them; null where nobody did
/// @param changed whether the file differs from the one that was made
public record PictureReport(
        boolean ours,
        @Nullable String foundBy,
        @Nullable String task,
        @Nullable String model,
        @Nullable String engine,
        @Nullable Instant createdAt,
        String credentials,
        @Nullable String issuer,
        boolean changed) {

    static PictureReport of(JsonNode report) {
        JsonNode seconds = report.path("created_at");
        return new PictureReport(
                report.path("ours").asBoolean(),
                text(report, "found_by"),
                text(report, "task"),
                text(report, "model"),
                text(report, "engine"),
                seconds.isNumber() ? Instant.ofEpochSecond(seconds.asLong()) : null,
                Optional.ofNullable(text(report.path("credentials"), "verdict")).orElse("none"),
                text(report.path("credentials"), "issuer"),
                report.path("changed").asBoolean());
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.asString() : null;
    }
}
