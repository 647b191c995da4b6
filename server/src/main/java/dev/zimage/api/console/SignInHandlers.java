package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ClientDetails;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.PasskeySignIn;
import dev.zimage.people.People;
import dev.zimage.people.Sessions;
import dev.zimage.people.SignIn;
import dev.zimage.people.SignInLog;
import dev.zimage.people.SignInResult;
import dev.zimage.webauthn.RelyingParty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Signing in and out, the one-time links, and changing the password.
final class SignInHandlers {

    private static final int SHORTEST_PASSWORD = 10;
    static final int LONGEST_PASSWORD = 200;

    static final int LONGEST_CODE = 40;

    private static final String PASSKEY = "/console/api/session/passkey";

    private final SignIn signIn;
    private final PasskeySignIn passkeys;
    private final Sessions sessions;
    private final SignInLog log;
    private final SessionAuthenticator authenticator;
    private final SessionViews views;
    private final PublicUrl publicUrl;

    /// @param challenge for the authenticator to sign, in Base64 for URLs
    /// @param host that passkeys are bound to
    record PasskeyChallenge(String challenge, String host) {}

    SignInHandlers(
            People people,
            SessionAuthenticator authenticator,
            SessionViews views,
            PublicUrl publicUrl) {
        this.signIn = people.signIn();
        this.passkeys = people.passkeys().signIn();
        this.sessions = people.sessions();
        this.log = people.log();
        this.authenticator = authenticator;
        this.views = views;
        this.publicUrl = publicUrl;
    }

    List<Route> routes() {
        return List.of(
                authenticator.anybody("GET", "/console/api/setup", this::link),
                authenticator.anybody("POST", "/console/api/setup", this::setUp),
                authenticator.anybody("POST", "/console/api/session", this::signIn),
                authenticator.anybody("GET", PASSKEY, this::challenge),
                authenticator.anybody("POST", PASSKEY, this::signInByPasskey),
                authenticator.signedIn("GET", "/console/api/session", this::session),
                authenticator.signedIn("DELETE", "/console/api/session", this::signOut),
                authenticator.signedIn("PUT", "/console/api/password", this::changePassword),
                authenticator.signedIn("GET", "/console/api/sign-ins", this::signIns));
    }

    private Answer link(Call call) {
        Optional<SignIn.LinkPurpose> purpose = signIn.purpose(call.query("token").orElse(""));
        return Answer.json(
                200,
                Json.write(
                        purpose.map(link ->
                                        new ConsoleJson.LinkView(
                                                true,
                                                link.email() == null ? null : link.email().text(),
                                                link.role().label()))
                                .orElseGet(() -> new ConsoleJson.LinkView(false, null, null))));
    }

    private Answer setUp(Call call) {
        Body body = Body.read(call, "token", "email", "password");
        String token = body.fields().requiredText("token");
        EmailAddress email = email(body);
        String password = newPassword(body, email);
        return answer(call, signIn.setUp(token, email, password, client(call)), wrong());
    }

    private Answer signIn(Call call) {
        Body body = Body.read(call, "email", "password", "code");
        String typed = body.fields().requiredText("email");
        String password = body.fields().requiredText("password");
        EmailAddress email = EmailAddress.parse(typed).orElseThrow(SignInHandlers::wrong);
        if (password.length() > LONGEST_PASSWORD * 2) {
            throw wrong();
        }
        String code = body.has("code") ? body.text("code", LONGEST_CODE) : "";
        return answer(call, signIn.signIn(email, password, code, client(call)), wrong());
    }

    private Answer challenge(Call call) {
        return Answer.json(
                200,
                Json.write(
                        new PasskeyChallenge(
                                PasskeyHandlers.encoded(passkeys.challenge()),
                                PasskeyHandlers.requireParty(call, publicUrl).id())));
    }

    private Answer signInByPasskey(Call call) {
        RelyingParty party = PasskeyHandlers.requireParty(call, publicUrl);
        String credential = Body.read(call, "credential").object("credential");
        return answer(
                call,
                passkeys.signIn(credential, party, client(call)),
                SessionAuthenticator.unauthorized(
                        "This passkey is not accepted; sign in with your password"));
    }

    private static Refusal wrong() {
        return SessionAuthenticator.unauthorized("E-mail or password is wrong");
    }

    private Answer answer(Call call, SignInResult result, Refusal wrong) {
        return switch (result) {
            case SignInResult.SignedIn(ConsoleSession.Opened opened) -> {
                authenticator.find(call).ifPresent(sessions::end); // nobody has its token any more
                yield view(opened.session())
                        .with("Set-Cookie", authenticator.cookie().set(call, opened.token()));
            }
            case SignInResult.Wrong() -> throw wrong;
            case SignInResult.CodeNeeded() ->
                    Answer.json(200, Json.write(new ConsoleJson.CodeNeeded(true)));
            case SignInResult.WrongCode() ->
                    throw SessionAuthenticator.unauthorized(
                            "code: wrong, or used before; wait for the next one");
            case SignInResult.ChallengeExpired() ->
                    throw SessionAuthenticator.unauthorized(
                            "credential: this took too long; try again");
            case SignInResult.LinkInvalid() ->
                    throw Body.invalid(
                            "token: this link was used before or has expired; ask for another one");
            case SignInResult.EmailTaken() ->
                    throw Body.invalid("email: this link is for another address");
            case SignInResult.RetryLater(Duration after) -> throw later(after);
        };
    }

    static Refusal later(Duration after) {
        return new Refusal(
                        ErrorCode.RATE_LIMITED,
                        "Too many attempts; try again in %d s"
                                .formatted(Refusal.wholeSeconds(after)))
                .retryAfter(after);
    }

    private Answer view(ConsoleSession session) {
        return Answer.json(200, Json.write(views.of(session)));
    }

    private Answer session(Call call, ConsoleSession session) {
        return view(session);
    }

    private Answer signOut(Call call, ConsoleSession session) {
        sessions.signOut(session);
        return Answer.empty().with("Set-Cookie", authenticator.cookie().remove(call));
    }

    private Answer changePassword(Call call, ConsoleSession session) {
        Body body = Body.read(call, "current", "password");
        String current = body.fields().requiredText("current");
        String password = newPassword(body, session.person().email());
        Refusal wrong = new Refusal(ErrorCode.FORBIDDEN, "current: this is not your password");
        if (current.length() > LONGEST_PASSWORD * 2) {
            throw wrong;
        }
        return answer(
                call,
                signIn.changePassword(session.person(), current, password, client(call)),
                wrong);
    }

    private Answer signIns(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("limit"));
        List<ConsoleJson.SignInLine> lines =
                log.entries(session.person().id(), QueryText.limit(call)).stream()
                        .map(entry ->
                                new ConsoleJson.SignInLine(
                                        entry.at().getEpochSecond(),
                                        entry.address(),
                                        entry.userAgent(),
                                        entry.outcome().label()))
                        .toList();
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(lines)));
    }

    static EmailAddress email(Body body) {
        return EmailAddress.parse(body.fields().requiredText("email"))
                .orElseThrow(() ->
                        Body.invalid("email must have the form name@host, like ann@example.com"));
    }

    private static String newPassword(Body body, EmailAddress email) {
        String password = body.fields().requiredText("password");
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw Body.invalid(
                    "password must have %d to %d characters"
                            .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        if (password.equalsIgnoreCase(email.text()) || password.chars().distinct().count() < 4) {
            throw Body.invalid("password is too easy to guess; choose another one");
        }
        return password;
    }

    private ClientDetails client(Call call) {
        return client(call, publicUrl);
    }

    static ClientDetails client(Call call, PublicUrl publicUrl) {
        return new ClientDetails(
                publicUrl.clientAddress(call.origin()), call.header("User-Agent").orElse(""));
    }
}
