package dev.zimage.api.http;

import dev.zimage.accounts.Authentication;
import dev.zimage.accounts.Authenticator;
import dev.zimage.accounts.Caller;
import dev.zimage.actor.Actor;
import dev.zimage.errors.ErrorCode;
import dev.zimage.limits.RateLimits;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Who may pass: a known key, or a session of the console, of an account that is below its rate
/// limit.
public final class AccessControl {

    private final Authenticator authenticator;
    private final BiFunction<Call, Route, Optional<SignedIn>> sessions;
    private final RateLimits limits;

    /// Somebody who has signed in to the console.
    ///
    /// @param person the e-mail address
    public record SignedIn(Caller caller, String person) {}

    /// A caller whose key or session is valid.
    record Sender(Caller caller, Actor actor) {}

    /// @param sessions the sender of a request that has a session of the console in place of a key,
    ///   if the person may use the route
    public AccessControl(
            Authenticator authenticator,
            BiFunction<Call, Route, Optional<SignedIn>> sessions,
            RateLimits limits) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.limits = limits;
    }

    /// Who sends a request.
    ///
    /// @param actor of the same request, from before its sender is known
    /// @throws Refusal when there is no valid key or session, or its person may not use the route
    Sender authenticate(Call call, Route route, Actor actor) {
        List<String> authorization = call.headerLines("Authorization");
        return authorization.isEmpty()
                ? sessions.apply(call, route)
                        .map(known -> bySession(known, actor))
                        .orElseGet(() -> byKey(null, actor))
                : byKey(authorization.getFirst(), actor);
    }

    private static Sender bySession(SignedIn known, Actor actor) {
        Caller caller = known.caller;
        return new Sender(caller, actor.person(known.person, caller.account().value()));
    }

    private Sender byKey(@Nullable String authorization, Actor actor) {
        return switch (authenticator.authenticate(authorization)) {
            case Authentication.Granted(Caller caller) ->
                    new Sender(
                            caller, actor.key(caller.key().toString(), caller.account().value()));
            case Authentication.Refused(ErrorCode code) ->
                    throw new Refusal(code, message(code)).with("WWW-Authenticate", "Bearer");
        };
    }

    private static String message(ErrorCode code) {
        return switch (code) {
            case NO_AUTHORIZATION -> "Send your key in the header Authorization: Bearer rk_live_…";
            case NOT_A_BEARER_KEY ->
                    "The Authorization header must be Bearer and your key: Bearer rk_live_…";
            case KEY_UNKNOWN -> "This key is unknown; check that it was copied whole";
            case KEY_REVOKED -> "This key was revoked; use another one";
            case KEY_EXPIRED -> "This key has expired; use another one";
            default -> code.meaning();
        };
    }

    RateLimits.Standing count(Caller caller) {
        return limits.count(caller.account(), caller.requestsPerMinute());
    }

    static void requireAllowed(RateLimits.Standing standing) {
        if (!standing.allowed()) {
            throw new Refusal(
                            ErrorCode.RATE_LIMITED,
                            "More than %,d requests a minute; slow down"
                                    .formatted(standing.limit()))
                    .retryAfter(standing.untilNext());
        }
    }

    /// The headers that tell a client how it stands: the IETF draft's, and the older ones.
    static List<Answer.Header> headers(RateLimits.Standing standing) {
        long reset = Refusal.wholeSeconds(standing.untilFull());
        return List.of(
                new Answer.Header(
                        "RateLimit-Policy", "\"requests\";q=" + standing.limit() + ";w=60"),
                new Answer.Header(
                        "RateLimit", "\"requests\";r=" + standing.remaining() + ";t=" + reset),
                new Answer.Header("x-ratelimit-limit-requests", String.valueOf(standing.limit())),
                new Answer.Header(
                        "x-ratelimit-remaining-requests", String.valueOf(standing.remaining())),
                new Answer.Header("x-ratelimit-reset-requests", reset + "s"));
    }
}
