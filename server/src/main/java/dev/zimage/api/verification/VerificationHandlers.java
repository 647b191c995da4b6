package dev.zimage.api.verification;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Answers whether a picture was made here. The file is not kept.
public final class VerificationHandlers {

    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/webp");

    private final VerificationService service;

    public VerificationHandlers(VerificationService service) {
        this.service = service;
    }

    public Stream<Route> routes() {
        return Stream.of(Route.keyed("POST", "/api/v1/verify", Access.READ, this::verify));
    }

    private Answer verify(Call call) {
        call.allowQuery(Set.of());
        requirePicture(call);
        try (LargeBodies.Permit permit = service.take()) {
            byte[] file = call.body(permit);
            if (file.length == 0) {
                throw new Refusal(
                        ErrorCode.PARAMETER_MISSING,
                        "The body is empty; send the bytes of a JPEG, PNG or WebP file");
            }
            return Answer.json(200, service.report(file, call.caller().account()));
        }
    }

    private static void requirePicture(Call call) {
        String type = call.header("Content-Type").orElse("").split(";", 2)[0].strip();
        if (!TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the bytes of the file as the body, with the header Content-Type:"
                            + " image/jpeg, image/png or image/webp");
        }
    }
}
