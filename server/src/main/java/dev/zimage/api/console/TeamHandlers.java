package dev.zimage.api.console;

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

/// The people of one's own account. Operators of the installation who belong to it are listed, but
/// only operators can change them.
final class TeamHandlers {

    private static final String ALL = "/console/api/team";
    private static final String ONE = ALL + "/{id}";

    private final People people;
    private final PublicUrl publicUrl;

    TeamHandlers(People people, PublicUrl publicUrl) {
        this.people = people;
        this.publicUrl = publicUrl;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", ALL, this::list),
                authenticator.signedIn("POST", ALL, this::invite),
                authenticator.signedIn("PATCH", ONE, this::setRole),
                authenticator.signedIn("DELETE", ONE, this::remove));
    }

    private Answer list(Call call, ConsoleSession session) {
        List<ConsoleJson.Member> members =
                people.list(List.of(session.person().account())).stream()
                        .map(PeopleHandlers::view)
                        .toList();
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(members)));
    }

    private Answer invite(Call call, ConsoleSession session) {
        Body body = Body.read(call, "email", "role");
        EmailAddress email = SignInHandlers.email(body);
        Role role = role(body);
        people.find(email)
                .filter(known -> known.account().equals(session.person().account()))
                .ifPresent(TeamHandlers::requireChangeable);
        People.Invited invited =
                people.invite(email, role, session.person().account())
                        .orElseThrow(() -> PeopleHandlers.taken(email));
        return Answer.json(
                201,
                Json.write(PeopleHandlers.invitation(invited, publicUrl.baseFor(call.origin()))));
    }

    private static Role role(Body body) {
        return Role.of(body.fields().requiredText("role"))
                .filter(role -> role != Role.OPERATOR)
                .orElseThrow(() -> Body.invalid("role must be owner, member or viewer"));
    }

    private Answer setRole(Call call, ConsoleSession session) {
        PersonId id = member(call, session);
        Role role = role(Body.read(call, "role"));
        return Answer.json(
                200,
                Json.write(
                        PeopleHandlers.view(
                                PeopleHandlers.done(
                                        people.team().setRole(id, role), id.toString()))));
    }

    private Answer remove(Call call, ConsoleSession session) {
        PersonId id = member(call, session);
        if (id.equals(session.person().id())) {
            throw new Refusal(ErrorCode.FORBIDDEN, "You cannot remove yourself; another owner can");
        }
        Person _ = PeopleHandlers.done(people.team().remove(id), id.toString());
        return Answer.empty();
    }

    /// Somebody in the same account, whom its owners may change.
    private PersonId member(Call call, ConsoleSession session) {
        String text = call.pathParameter("id");
        Person member =
                people.list(List.of(session.person().account())).stream()
                        .filter(person -> person.id().toString().equals(text))
                        .findFirst()
                        .orElseThrow(() -> Ids.unknown("person", text));
        requireChangeable(member);
        return member.id();
    }

    private static void requireChangeable(Person person) {
        if (person.role() == Role.OPERATOR) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    person.email()
                            + " is an operator of the installation; only operators can change"
                            + " or remove operators");
        }
    }
}
