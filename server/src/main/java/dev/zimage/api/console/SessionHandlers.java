package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.OpenSession;
import dev.zimage.people.Sessions;
import java.util.List;

/// A person's own sessions: lists them, and ends one or all others.
final class SessionHandlers {

    private static final String ALL = "/console/api/sessions";

    private final Sessions sessions;

    /// @param current whether this is the session of the request
    record SessionLine(
            String id,
            boolean current,
            String address,
            String userAgent,
            long createdAt,
            long lastSeenAt) {}

    SessionHandlers(Sessions sessions) {
        this.sessions = sessions;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", ALL, this::list),
                authenticator.signedIn("DELETE", ALL, this::endOthers),
                authenticator.signedIn("DELETE", ALL + "/{id}", this::end));
    }

    private Answer list(Call call, ConsoleSession session) {
        String current = OpenSession.idOf(session);
        List<SessionLine> lines =
                sessions.list(session.person().id()).stream()
                        .map(each ->
                                new SessionLine(
                                        each.id(),
                                        each.id().equals(current),
                                        each.begun().address(),
                                        each.begun().userAgent(),
                                        each.createdAt().getEpochSecond(),
                                        each.lastSeenAt().getEpochSecond()))
                        .toList();
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(lines)));
    }

    private Answer endOthers(Call call, ConsoleSession session) {
        sessions.endOthers(session);
        return Answer.empty();
    }

    private Answer end(Call call, ConsoleSession session) {
        String id = call.pathParameter("id");
        if (!sessions.end(session.person().id(), id)) {
            throw Ids.unknown("session", id);
        }
        return Answer.empty();
    }
}
