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
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.PersonId;
import dev.zimage.people.TwoFactor;
import dev.zimage.people.TwoFactor.Confirmation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A person's own two-factor codes: sets them up, replaces the recovery codes and turns them off.
/// Each of these asks for the password, so that a stolen session is not enough.
final class TwoFactorHandlers {

    private static final String BASE = "/console/api/two-factor";

    private final PasswordAgain again;
    private final TwoFactor twoFactor;
    private final PublicUrl publicUrl;

    record Status(boolean enabled, @Nullable Long since, int recoveryCodes) {}

    /// @param uri that apps read, also as the QR code
    record Enrolment(String secret, String uri, QrSymbol qr) {}

    record Recovery(List<String> recoveryCodes) {}

    TwoFactorHandlers(People people, PublicUrl publicUrl) {
        this.again = new PasswordAgain(people.signIn(), publicUrl);
        this.twoFactor = people.twoFactor();
        this.publicUrl = publicUrl;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", BASE, this::status),
                authenticator.signedIn("POST", BASE, this::begin),
                authenticator.signedIn("POST", BASE + "/confirm", this::confirm),
                authenticator.signedIn("POST", BASE + "/recovery-codes", this::renew),
                authenticator.signedIn("POST", BASE + "/remove", this::remove));
    }

    private Answer status(Call call, ConsoleSession session) {
        TwoFactor.Status status = twoFactor.status(session.person().id());
        return Answer.json(
                200,
                Json.write(
                        new Status(
                                status.since() != null,
                                ConsoleJson.seconds(status.since()),
                                status.recoveryCodes())));
    }

    private Answer begin(Call call, ConsoleSession session) {
        Person person = again.confirmed(call, session);
        String secret =
                twoFactor
                        .begin(person.id())
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.FORBIDDEN,
                                        "Two-factor codes are on already; turn them off"
                                                + " first"));
        String uri = uri(call, person, secret);
        return Answer.json(200, Json.write(new Enrolment(secret, uri, QrSymbol.of(uri))));
    }

    /// In the form of Google's "Key Uri Format", which all apps read.
    private String uri(Call call, Person person, String secret) {
        String host = publicUrl.baseFor(call.origin()).replaceFirst("^https?://", "");
        String issuer = "zimage " + host.replaceAll("[:/].*", "");
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(
                        encoded(issuer), encoded(person.email().text()), secret, encoded(issuer));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer confirm(Call call, ConsoleSession session) {
        String code = Body.read(call, "code").text("code", SignInHandlers.LONGEST_CODE);
        ClientDetails client = SignInHandlers.client(call, publicUrl);
        return switch (twoFactor.confirm(session.person(), code, client)) {
            case Confirmation.Confirmed(List<String> recoveryCodes) -> recovery(recoveryCodes);
            case Confirmation.Wrong() ->
                    throw Body.invalid(
                            "code: this is not the one that the app shows now; check the clock"
                                    + " of its device");
            case Confirmation.RetryLater(Duration after) -> throw SignInHandlers.later(after);
        };
    }

    private static Answer recovery(List<String> codes) {
        return Answer.json(200, Json.write(new Recovery(codes)));
    }

    private Answer renew(Call call, ConsoleSession session) {
        return recovery(
                twoFactor
                        .renewRecoveryCodes(again.confirmed(call, session).id())
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.FORBIDDEN,
                                        "Two-factor codes are off; set them up first")));
    }

    private Answer remove(Call call, ConsoleSession session) {
        PersonId id = again.confirmed(call, session).id();
        boolean _ = twoFactor.remove(id);
        return Answer.empty();
    }
}
