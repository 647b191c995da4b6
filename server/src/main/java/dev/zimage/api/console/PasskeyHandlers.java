package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.Passkey;
import dev.zimage.people.Passkeys;
import dev.zimage.people.Passkeys.Addition;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.webauthn.RelyingParty;
import dev.zimage.webauthn.WebAuthn;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's own passkeys: listed, added and removed. Adding and removing ask for the password, so
/// that a stolen session is not enough.
final class PasskeyHandlers {

    private static final String BASE = "/console/api/passkeys";
    private static final String ID_PREFIX = "passkey_";
    private static final int LONGEST_NAME = 60;

    private final PasswordAgain again;
    private final Passkeys passkeys;
    private final PublicUrl publicUrl;

    /// @param host that it is bound to
    record View(String id, String name, String host, long createdAt, @Nullable Long lastUsedAt) {}

    /// @param host that new passkeys are bound to; null where browsers keep none, because the
    ///   console is reached by an IP address
    record Overview(@Nullable String host, List<View> data) {}

    /// What the browser needs to make a passkey.
    ///
    /// @param challenge in Base64 for URLs, like `handle` and `known`
    /// @param handle what the authenticator will know the person by
    /// @param known credentials of the person, which are not made twice
    /// @param algorithms of keys, best first
    record Enrolment(
            String challenge,
            String host,
            String handle,
            String name,
            List<String> known,
            List<Long> algorithms) {}

    PasskeyHandlers(People people, PublicUrl publicUrl) {
        this.again = new PasswordAgain(people.signIn(), publicUrl);
        this.passkeys = people.passkeys();
        this.publicUrl = publicUrl;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", BASE, this::list),
                authenticator.signedIn("POST", BASE, this::begin),
                authenticator.signedIn("POST", BASE + "/confirm", this::add),
                authenticator.signedIn("POST", BASE + "/{id}/remove", this::remove));
    }

    /// Empty where browsers keep no passkeys.
    static Optional<RelyingParty> party(Call call, PublicUrl publicUrl) {
        return RelyingParty.of(publicUrl.baseFor(call.origin()));
    }

    /// @throws Refusal when browsers keep no passkeys for this address
    static RelyingParty requireParty(Call call, PublicUrl publicUrl) {
        return party(call, publicUrl)
                .orElseThrow(() ->
                        Body.invalid(
                                "Browsers keep no passkeys for IP addresses; open the"
                                        + " console by its host name, such as localhost"));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Answer list(Call call, ConsoleSession session) {
        return Answer.json(
                200,
                Json.write(
                        new Overview(
                                party(call, publicUrl).map(RelyingParty::id).orElse(null),
                                passkeys.list(session.person().id()).stream()
                                        .map(PasskeyHandlers::view)
                                        .toList())));
    }

    private static View view(Passkey passkey) {
        return new View(
                ID_PREFIX + passkey.id(),
                passkey.name(),
                passkey.host(),
                passkey.createdAt().getEpochSecond(),
                ConsoleJson.seconds(passkey.lastUsedAt()));
    }

    private Answer begin(Call call, ConsoleSession session) {
        RelyingParty party = requireParty(call, publicUrl);
        Person person = again.confirmed(call, session);
        Passkeys.Enrolment begun = passkeys.begin(person.id(), party);
        return Answer.json(
                200,
                Json.write(
                        new Enrolment(
                                encoded(begun.challenge()),
                                party.id(),
                                begun.handle(),
                                person.email().text(),
                                begun.credentials(),
                                WebAuthn.ALGORITHMS)));
    }

    private Answer add(Call call, ConsoleSession session) {
        RelyingParty party = requireParty(call, publicUrl);
        Body body = Body.read(call, "name", "credential");
        String name = body.text("name", LONGEST_NAME);
        String credential = body.object("credential");
        return switch (passkeys.add(session, name, credential, party)) {
            case Addition.Added(Passkey passkey) -> Answer.json(201, Json.write(view(passkey)));
            case Addition.Refused(String reason) ->
                    throw Body.invalid("credential: not accepted: " + reason);
            case Addition.Expired() ->
                    throw Body.invalid("credential: this took too long; try again");
            case Addition.TooMany(int most) ->
                    throw Body.invalid("A person has at most %d passkeys".formatted(most));
            case Addition.Known() ->
                    throw Body.invalid("credential: this passkey has been added already");
        };
    }

    private Answer remove(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        long id = Ids.number(ID_PREFIX, text).orElseThrow(() -> Ids.unknown("passkey", text));
        Person person = again.confirmed(call, session);
        if (!passkeys.remove(person, id)) {
            throw Ids.unknown("passkey", text);
        }
        return Answer.empty();
    }
}
