package dev.zimage.api.console;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountDirectory;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.EmailAddress;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.PersonId;
import dev.zimage.people.Role;
import dev.zimage.people.Team;
import java.util.List;

/// The operator's side: who may sign in.
final class PeopleHandlers {

    private static final String ONE = "/console/api/admin/people/{id}";

    private final People people;
    private final AccountDirectory directory;
    private final PublicUrl publicUrl;

    PeopleHandlers(People people, AccountDirectory directory, PublicUrl publicUrl) {
        this.people = people;
        this.directory = directory;
        this.publicUrl = publicUrl;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn(
                        "POST", "/console/api/admin/accounts/{id}/people", this::invite),
                authenticator.signedIn("PATCH", ONE, this::setRole),
                authenticator.signedIn("DELETE", ONE, this::remove),
                authenticator.signedIn("DELETE", ONE + "/passkeys", this::removePasskeys));
    }

    private Answer invite(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        Account account =
                Ids.account(text)
                        .flatMap(directory::find)
                        .orElseThrow(() -> Ids.unknown("account", text));
        Body body = Body.read(call, "email", "role");
        EmailAddress email = SignInHandlers.email(body);
        Role role = role(body);
        People.Invited invited =
                people.invite(email, role, account.id()).orElseThrow(() -> taken(email));
        return Answer.json(201, Json.write(invitation(invited, publicUrl.baseFor(call.origin()))));
    }

    private static Role role(Body body) {
        return Role.of(body.fields().requiredText("role"))
                .orElseThrow(() -> Body.invalid("role must be operator, owner, member or viewer"));
    }

    static ConsoleJson.Invitation invitation(People.Invited invited, String base) {
        return new ConsoleJson.Invitation(
                view(invited.person()),
                base + invited.link().path(),
                invited.link().expiresAt().getEpochSecond());
    }

    private Answer setRole(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        PersonId id = PersonId.parse(text).orElseThrow(() -> Ids.unknown("person", text));
        Role role = role(Body.read(call, "role"));
        if (id.equals(session.person().id())) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "You cannot change your own role; another operator can, or `zimage people"
                            + " set-role`");
        }
        return Answer.json(200, Json.write(view(done(people.team().setRole(id, role), text))));
    }

    /// @throws Refusal when nothing was changed
    static Person done(Team.Change change, String id) {
        return switch (change) {
            case Team.Change.Done(Person person) -> person;
            case Team.Change.Unknown() -> throw Ids.unknown("person", id);
            case Team.Change.LastOwner() ->
                    throw new Refusal(
                            ErrorCode.FORBIDDEN,
                            "Nobody else is an owner of the account; make another person one"
                                    + " first");
        };
    }

    static Refusal taken(EmailAddress email) {
        return new Refusal(
                ErrorCode.PARAMETER_INVALID, 409, "email: " + email + " is somebody's already");
    }

    private Answer remove(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        PersonId id = PersonId.parse(text).orElseThrow(() -> Ids.unknown("person", text));
        if (id.equals(session.person().id())) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "You cannot remove yourself; another operator can, or `zimage people remove`");
        }
        Person _ = done(people.team().remove(id), text);
        return Answer.empty();
    }

    /// For somebody who lost a device. They are signed out everywhere.
    private Answer removePasskeys(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        int _ =
                PersonId.parse(text)
                        .flatMap(people.passkeys()::removeAll)
                        .orElseThrow(() -> Ids.unknown("person", text));
        return Answer.empty();
    }

    static ConsoleJson.Member view(Person person) {
        return new ConsoleJson.Member(
                person.id().toString(),
                person.email().text(),
                person.role().label(),
                !person.canSignIn(),
                person.createdAt().getEpochSecond());
    }
}
