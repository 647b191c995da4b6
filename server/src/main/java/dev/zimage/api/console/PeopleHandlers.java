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
import java.util.List;

/// The operator's side: who may sign in.
final class PeopleHandlers {

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
                authenticator.operator(
                        "POST", "/console/api/admin/accounts/{id}/people", this::invite),
                authenticator.operator("DELETE", "/console/api/admin/people/{id}", this::remove));
    }

    private Answer invite(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        Account account =
                Ids.account(text)
                        .flatMap(directory::find)
                        .orElseThrow(() -> Ids.unknown("account", text));
        Body body = Body.read(call, "email", "role");
        EmailAddress email = SignInHandlers.email(body);
        Role role =
                Role.of(body.fields().requiredText("role"))
                        .orElseThrow(() -> Body.invalid("role must be operator or member"));
        People.Invited invited =
                people.invite(email, role, account.id()).orElseThrow(() -> taken(email));
        return Answer.json(
                201,
                Json.write(
                        new ConsoleJson.Invitation(
                                view(invited.person()),
                                publicUrl.baseFor(call.origin()) + invited.link().path(),
                                invited.link().expiresAt().getEpochSecond())));
    }

    private static Refusal taken(EmailAddress email) {
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
        if (!people.remove(id)) {
            throw Ids.unknown("person", text);
        }
        return new Answer(204, Answer.JSON, List.of(), new Answer.Bytes(new byte[0]));
    }

    static ConsoleJson.Member view(Person person) {
        return new ConsoleJson.Member(
                person.id().toString(),
                person.email().text(),
                person.role().label(),
                !person.hasPassword(),
                person.createdAt().getEpochSecond());
    }
}
