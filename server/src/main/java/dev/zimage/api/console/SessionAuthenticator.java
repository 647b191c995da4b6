package dev.zimage.api.console;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.KeyRights;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.actor.Actor;
import dev.zimage.api.http.AccessControl;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.limits.RateLimits;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.Role;
import dev.zimage.people.Sessions;
import dev.zimage.people.SignInRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/// Identifies people by their sessions. A request that changes something must also come from a page
/// of the console, with the session's token against forgery in a header.
final class SessionAuthenticator {

    private static final String PUBLIC_API = "/api/v1/";
    private static final String CSRF_HEADER = "x-csrf-token";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final RateLimits limits;
    private final Sessions sessions;
    private final SignInRules rules;
    private final SessionCookie cookie;
    private final SameOrigin sameOrigin;

    SessionAuthenticator(People people, PublicUrl publicUrl, RateLimits limits) {
        this.limits = limits;
        this.sessions = people.sessions();
        this.rules = people.rules();
        this.cookie = new SessionCookie(publicUrl);
        this.sameOrigin = new SameOrigin(publicUrl);
    }

    /// Answers somebody who has signed in.
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call, ConsoleSession session);
    }

    /// An operation for people who have signed in, with the role that [RouteRoles] asks for.
    Route signedIn(String method, String path, Handler handler) {
        Role needed = RouteRoles.of(method, path);
        return Route.open(
                method,
                path,
                call -> {
                    ConsoleSession session = require(call);
                    count(session);
                    requireRole(session, needed);
                    return unstored(actor(session).act(() -> handler.answer(call, session)));
                });
    }

    private static Actor actor(ConsoleSession session) {
        Person person = session.person();
        return Actor.current().person(person.email().text(), person.account().value());
    }

    private void requireRole(ConsoleSession session, Role needed) {
        Person person = session.person();
        Role role = rules.effectiveRole(person);
        if (!role.includes(needed)) {
            if (rules.lacksCodes(person)) {
                throw new Refusal(
                        ErrorCode.FORBIDDEN,
                        "Operators of this installation need two-factor codes; set them up at"
                                + " /settings/account");
            }
            throw new Refusal(ErrorCode.FORBIDDEN, missing(needed, role));
        }
    }

    private static String missing(Role needed, Role role) {
        return switch (needed) {
            case OPERATOR -> "This is for operators only";
            case OWNER ->
                    "This is for owners of the account, and your role is %s; ask an owner"
                            .formatted(role.label());
            case MEMBER, VIEWER ->
                    "Your role is %s, which can look but not change anything; ask an owner of the"
                                    .formatted(role.label())
                            + " account for another role";
        };
    }

    private void count(ConsoleSession session) {
        RateLimits.Standing standing = limits.count(session.person().account(), null);
        if (!standing.allowed()) {
            throw new Refusal(
                            ErrorCode.RATE_LIMITED,
                            "More than %,d requests a minute; slow down".formatted(limits.usual()))
                    .retryAfter(standing.untilNext());
        }
    }

    /// An operation that needs no session.
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

    /// Who calls the public API with the console's cookie; empty when there is no such cookie. The
    /// APIs for programs, `/v1` and `/mcp`, take keys only.
    ///
    /// @throws Refusal when its session has ended, another site's page made use of it, or the
    ///   person's role does not allow the route
    Optional<AccessControl.SignedIn> caller(Call call, Route route) {
        if (!call.path().startsWith(PUBLIC_API) || cookie.read(call).isEmpty()) {
            return Optional.empty();
        }
        ConsoleSession session = find(call).orElseThrow(SessionAuthenticator::signInRequired);
        requireOwnPage(call, session);
        requireRole(session, RouteRoles.of(route));
        return Optional.of(
                new AccessControl.SignedIn(caller(session), session.person().email().text()));
    }

    private static Caller caller(ConsoleSession session) {
        return new Caller(
                session.person().account(),
                session.accountName(),
                session.key(),
                new KeyRights(Mode.LIVE, Scope.ALL),
                false,
                session.requestsPerMinute(),
                session.contentCheck());
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
