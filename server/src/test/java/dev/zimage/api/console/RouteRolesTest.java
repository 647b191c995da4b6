package dev.zimage.api.console;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Route;
import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each role asks for each route: it gets through exactly where the table says so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RouteRolesTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final String FOR_EVERYBODY = "/console/api/docs";
    private static final int FORBIDDEN = 10008;

    /// Routes that anybody may call, because they are how somebody signs in.
    private static final Set<String> BEFORE_SIGN_IN =
            Set.of(
                    "GET /console/api/setup",
                    "POST /console/api/setup",
                    "POST /console/api/session",
                    "GET /console/api/session/passkey",
                    "POST /console/api/session/passkey",
                    "GET /console/api/sign-in-methods");

    /// Routes that end what the next requests need.
    private static final Set<String> ENDS_THE_SESSION = Set.of("DELETE /console/api/session");

    private final Map<Role, Browser> people = new EnumMap<>(Role.class);

    @BeforeAll
    void a_person_of_each_role() {
        for (Role role : Role.values()) {
            people.put(
                    role,
                    Invitations.signedIn(
                            SERVER.get(), role.label() + "@example.com", role, "default"));
        }
    }

    @Test
    void every_route_of_the_console_has_a_declared_role() {
        Stream<String> real =
                routes().filter(RouteRolesTest::needsSession)
                        .map(route -> route.method() + " " + route.path());

        assertThat(real).containsExactlyInAnyOrderElementsOf(RouteRoles.all().keySet());
    }

    private static Stream<Route> routes() {
        return SERVER.get().api().allRoutes().stream();
    }

    private static boolean needsSession(Route route) {
        return route.path().startsWith("/console/api/")
                && !route.path().startsWith(FOR_EVERYBODY)
                && !BEFORE_SIGN_IN.contains(route.method() + " " + route.path());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void a_role_gets_through_where_the_table_says_so_and_nowhere_else(Role role) {
        SoftAssertions softly = new SoftAssertions();
        routes().filter(route -> needsSession(route) || isPublic(route))
                .filter(route -> !ENDS_THE_SESSION.contains(route.method() + " " + route.path()))
                .forEach(route -> {
                    Role needed =
                            isPublic(route)
                                    ? neededForKeys(route.access())
                                    : requireNonNull(
                                            RouteRoles.all()
                                                    .get(route.method() + " " + route.path()));
                    softly.assertThat(isRefused(as(role), route))
                            .as("%s %s as %s", route.method(), route.path(), role)
                            .isEqualTo(needed.compareTo(role) < 0);
                });
        softly.assertAll();
    }

    private static boolean isPublic(Route route) {
        return route.path().startsWith("/api/v1/") && route.keyNeeded();
    }

    private static Role neededForKeys(Access access) {
        return switch (access) {
            case OPEN, ANY_KEY, READ -> Role.VIEWER;
            case GENERATE -> Role.MEMBER;
            case MANAGE -> Role.OWNER;
        };
    }

    /// The ids of the requests are unknown and their bodies are wrong, so nothing is changed; it
    /// matters only whether the role is refused before that is noticed.
    private static boolean isRefused(Browser person, Route route) {
        String path = route.path().replaceAll("\\{[^}]+}", "unknown");
        String body = List.of("POST", "PUT", "PATCH").contains(route.method()) ? "{\"x\":1}" : "";
        Reply reply = person.send(route.method(), path, body);
        return reply.status() == 403 && reply.errorCode() == FORBIDDEN;
    }

    @Test
    void the_refusal_says_which_role_is_missing() {
        assertThat(order(Role.VIEWER).errorMessage()).contains("Your role is viewer");
        assertThat(order(Role.MEMBER).status()).isEqualTo(200);
        assertThat(
                        as(Role.MEMBER)
                                .send("POST", "/api/v1/webhooks", "{\"url\":\"https://x.example\"}")
                                .errorMessage())
                .contains("owners of the account")
                .contains("your role is member");
        assertThat(as(Role.OWNER).get("/console/api/admin/queue").errorMessage())
                .isEqualTo("This is for operators only");
    }

    private Browser as(Role role) {
        return requireNonNull(people.get(role));
    }

    private Reply order(Role role) {
        return as(role).send("POST", "/api/v1/images/generations", TestServer.body("a red boat"));
    }
}
