package dev.zimage.api.console;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.KeyRights;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.limits.RateLimits;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.Role;
import dev.zimage.people.Sessions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// Who calls with a session. What changes something must also come from a page of the console: it
/// has the session's token against forgery in a header.
final class SessionAuthenticator {

    private static final String PUBLIC_API = "/api/v1/";
    private static final String CSRF_HEADER = "x-csrf-token";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    /// Of all people of an account together, and apart from what the account may send with keys:
    /// who has used that up can still look.
    private static final int REQUESTS_PER_MINUTE = 1_200;

    private final RateLimits limits = new RateLimits(REQUESTS_PER_MINUTE);
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final SameOrigin sameOrigin;

    SessionAuthenticator(Sessions sessions, PublicUrl publicUrl) {
        this.sessions = sessions;
        this.cookie = new SessionCookie(publicUrl);
        this.sameOrigin = new SameOrigin(publicUrl);
    }

    /// Answers somebody who has signed in.
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call, ConsoleSession session);
    }

    /// An operation for anybody who has signed in.
    Route signedIn(String method, String path, Handler handler) {
        return Route.open(
                method,
                path,
                call -> {
                    ConsoleSession session = require(call);
                    count(session);
                    return unstored(handler.answer(call, session));
                });
    }

    private void count(ConsoleSession session) {
        RateLimits.Standing standing = limits.count(session.person().account(), null);
        if (!standing.allowed()) {
            throw new Refusal(
                            ErrorCode.RATE_LIMITED,
                            "More than %,d requests a minute; slow down"
                                    .formatted(REQUESTS_PER_MINUTE))
                    .retryAfter(standing.untilNext());
        }
    }

    /// An operation for operators.
    Route operator(String method, String path, Handler handler) {
        return signedIn(
                method,
                path,
                (call, session) -> {
                    if (session.person().role() != Role.OPERATOR) {
                        throw new Refusal(ErrorCode.FORBIDDEN, "This is for operators only");
                    }
                    return handler.answer(call, session);
                });
    }

    /// An operation for who has no session yet.
    Route anybody(String method, String path, Route.Handler handler) {
        return Route.open(
                method,
                path,
                call -> {
                    if (!SAFE.contains(call.method())) {
                        sameOrigin.require(call);
                    }
                    return unstored(handler.answer(call));
                });
    }

    private static Answer unstored(Answer answer) {
        return answer.with("Cache-Control", "no-store").with("X-Content-Type-Options", "nosniff");
    }

    /// Who calls the public API with the console's cookie; empty when there is none. What is made
    /// for programs, `/v1` and `/mcp`, takes keys only.
    ///
    /// @throws Refusal when there is one that opens nothing, or that a foreign page made use of
    Optional<Caller> caller(Call call) {
        if (!call.path().startsWith(PUBLIC_API) || cookie.read(call).isEmpty()) {
            return Optional.empty();
        }
        ConsoleSession session = find(call).orElseThrow(SessionAuthenticator::signInRequired);
        requireOwnPage(call, session);
        return Optional.of(
                new Caller(
                        session.person().account(),
                        session.accountName(),
                        session.key(),
                        new KeyRights(Mode.LIVE, Scope.ALL),
                        false,
                        session.requestsPerMinute(),
                        session.contentCheck()));
    }

    /// The session of the request, if it has one that is still open.
    Optional<ConsoleSession> find(Call call) {
        return cookie.read(call).flatMap(sessions::find);
    }

    private ConsoleSession require(Call call) {
        ConsoleSession session =
                find(call)
                        .orElseThrow(() ->
                                cookie.read(call).isPresent()
                                        ? signInRequired().with("Set-Cookie", cookie.remove(call))
                                        : signInRequired());
        requireOwnPage(call, session);
        return session;
    }

    private static Refusal signInRequired() {
        return unauthorized("Sign in first, at /signin");
    }

    static Refusal unauthorized(String message) {
        return new Refusal(ErrorCode.SIGN_IN_REQUIRED, message).with("WWW-Authenticate", "Bearer");
    }

    private void requireOwnPage(Call call, ConsoleSession session) {
        if (!SAFE.contains(call.method())) {
            sameOrigin.require(call);
            requireToken(call, session);
        }
    }

    private static void requireToken(Call call, ConsoleSession session) {
        byte[] sent = call.header(CSRF_HEADER).orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] expected = session.csrfToken().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(sent, expected)) {
            throw new Refusal(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "Send the csrf_token of GET /console/api/session in the header " + CSRF_HEADER);
        }
    }

    SessionCookie cookie() {
        return cookie;
    }
}
