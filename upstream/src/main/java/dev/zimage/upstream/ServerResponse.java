package dev.zimage.upstream;

import java.net.http.HttpHeaders;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A whole answer of a server.
///
/// @param bytes of the body, bounded
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServerResponse(int status, HttpHeaders headers, byte[] bytes) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// In lower case without parameters, empty when there is none.
    String contentType() {
        return headers.firstValue("Content-Type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /// The body as JSON, whatever type the server gives it.
    ///
    /// @throws CallFailure when it is none
    public JsonNode json() throws CallFailure {
        try {
            return UpstreamJson.read(bytes);
        } catch (JacksonException e) {
            throw new CallFailure(
                    CallFailure.Kind.FAILED,
                    "answered %d with %d bytes of %s that are not JSON"
                            .formatted(
                                    status,
                                    bytes.length,
                                    contentType().isEmpty() ? "no type" : contentType()));
        }
    }
}
