package dev.zimage.api.console;

import dev.zimage.api.http.Access;
import dev.zimage.api.http.Route;
import dev.zimage.people.Role;
import java.util.HashMap;
import java.util.Map;

/// The role that a person needs for each operation: one table for the console, and one rule for the
/// public API, where each route says what a key must allow. An operation that is missing from the
/// table is for operators only, and makes a test fail.
final class RouteRoles {

    private static final String TABLE =
            """
            GET    /console/api/session                       viewer
            DELETE /console/api/session                       viewer
            GET    /console/api/sessions                      viewer
            DELETE /console/api/sessions                      viewer
            DELETE /console/api/sessions/{id}                 viewer
            GET    /console/api/two-factor                    viewer
            POST   /console/api/two-factor                    viewer
            POST   /console/api/two-factor/confirm            viewer
            POST   /console/api/two-factor/recovery-codes     viewer
            POST   /console/api/two-factor/remove             viewer
            GET    /console/api/passkeys                      viewer
            POST   /console/api/passkeys                      viewer
            POST   /console/api/passkeys/confirm              viewer
            POST   /console/api/passkeys/{id}/remove          viewer
            PUT    /console/api/password                      viewer
            GET    /console/api/sign-ins                      viewer
            GET    /console/api/team                          viewer
            POST   /console/api/team                          owner
            PATCH  /console/api/team/{id}                     owner
            DELETE /console/api/team/{id}                     owner
            GET    /console/api/keys                          viewer
            POST   /console/api/keys                          member
            PATCH  /console/api/keys/{id}                     member
            DELETE /console/api/keys/{id}                     member
            GET    /console/api/tasks                         viewer
            GET    /console/api/tasks/{id}                    viewer
            PUT    /console/api/tasks/{id}/favourite          viewer
            DELETE /console/api/tasks/{id}/favourite          viewer
            GET    /console/api/deliveries                    viewer
            GET    /console/api/deliveries/health             viewer
            GET    /console/api/audit                         owner
            GET    /console/api/audit/actions                 viewer
            GET    /console/api/requests                      member
            GET    /console/api/ledger                        viewer
            GET    /console/api/ledger.csv                    viewer
            GET    /console/api/admin/accounts                operator
            POST   /console/api/admin/accounts                operator
            GET    /console/api/admin/accounts/{id}           operator
            PATCH  /console/api/admin/accounts/{id}           operator
            GET    /console/api/admin/accounts/{id}/ledger    operator
            POST   /console/api/admin/accounts/{id}/grants    operator
            POST   /console/api/admin/accounts/{id}/people    operator
            PATCH  /console/api/admin/people/{id}             operator
            DELETE /console/api/admin/people/{id}             operator
            DELETE /console/api/admin/people/{id}/passkeys    operator
            GET    /console/api/admin/overview                operator
            GET    /console/api/admin/tasks                   operator
            GET    /console/api/admin/audit                   operator
            GET    /console/api/admin/requests                operator
            GET    /console/api/admin/model                   operator
            POST   /console/api/admin/model/download          operator
            DELETE /console/api/admin/model/download          operator
            GET    /console/api/admin/queue                   operator
            GET    /console/api/admin/webhooks/failures       operator
            """;

    private static final Map<String, Role> ROLES = parse();

    private RouteRoles() {}

    private static Map<String, Role> parse() {
        Map<String, Role> roles = new HashMap<>();
        TABLE.lines()
                .map(line -> line.split(" +", -1))
                .forEach(row -> roles.put(row[0] + " " + row[1], Role.of(row[2]).orElseThrow()));
        return Map.copyOf(roles);
    }

    /// All operations of the table, like `GET /console/api/team`, with the roles that they need.
    static Map<String, Role> all() {
        return ROLES;
    }

    /// The role for an operation of the console.
    static Role of(String method, String path) {
        return ROLES.getOrDefault(method + " " + path, Role.OPERATOR);
    }

    /// The role for an operation of the public API that is called with a session.
    static Role of(Route route) {
        return of(route.access());
    }

    private static Role of(Access access) {
        return switch (access) {
            case OPEN, ANY_KEY, READ -> Role.VIEWER;
            case GENERATE -> Role.MEMBER;
            case MANAGE -> Role.OWNER;
        };
    }
}
