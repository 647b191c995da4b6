package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.Eventually;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer;
import dev.zimage.server.TestServer.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class TeamTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final String TEAM = "/console/api/team";
    private static final AtomicInteger ACCOUNTS = new AtomicInteger();

    private String account;
    private Browser owner;

    @BeforeEach
    void an_account_of_its_own() {
        account = "team-" + ACCOUNTS.incrementAndGet();
        owner = person("olga", Role.OWNER);
    }

    private Browser person(String name, Role role) {
        return Invitations.signedIn(SERVER.get(), email(name), role, account);
    }

    private String email(String name) {
        return name + "@" + account + ".example";
    }

    private String id(String name) {
        return owner.read(TEAM)
                .path("data")
                .valueStream()
                .filter(person -> person.path("email").asString().equals(email(name)))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private Reply invite(Browser by, String name, String role) {
        return by.send("POST", TEAM, Browser.json(Map.of("email", email(name), "role", role)));
    }

    private Reply setRole(Browser by, String name, String role) {
        return by.send("PATCH", TEAM + "/" + id(name), Browser.json(Map.of("role", role)));
    }

    private Reply remove(Browser by, String name) {
        return by.send("DELETE", TEAM + "/" + id(name), "");
    }

    @Test
    void an_owner_invites_somebody_who_then_has_the_role() {
        Reply invited = invite(owner, "max", "member");
        assertThat(invited.status()).isEqualTo(201);
        String link = invited.json().path("link").asString();
        assertThat(owner.read(TEAM).path("data").path(1).path("invited").asBoolean()).isTrue();

        Browser max =
                Browser.setUp(SERVER.get(), link.substring(link.indexOf('=') + 1), email("max"));

        JsonNode session = max.read("/console/api/session");
        assertThat(session.path("person").path("role").asString()).isEqualTo("member");
        assertThat(session.path("account").path("name").asString()).isEqualTo(account);
        assertThat(max.read(TEAM).path("data").size()).isEqualTo(2);
    }

    @Test
    void nobody_is_taken_from_another_account_or_made_an_operator() {
        Invitations.signedIn(SERVER.get(), "away@" + account + ".example", Role.MEMBER, "other");

        assertThat(invite(owner, "away", "member").status()).isEqualTo(409);
        assertThat(invite(owner, "new", "operator").errorMessage())
                .isEqualTo("role must be owner, member or viewer");
        person("max", Role.MEMBER);
        assertThat(setRole(owner, "max", "operator").status()).isEqualTo(400);
    }

    @Test
    void an_owner_does_not_change_operators_or_other_accounts() {
        person("root", Role.OPERATOR);
        Browser other =
                Invitations.signedIn(
                        SERVER.get(), "x@" + account + ".other", Role.OWNER, account + "-other");
        String outsider = other.read("/console/api/session").path("person").path("id").asString();

        assertThat(setRole(owner, "root", "viewer").errorMessage()).contains("is an operator");
        assertThat(remove(owner, "root").status()).isEqualTo(403);
        assertThat(owner.send("DELETE", TEAM + "/" + outsider, "").status()).isEqualTo(404);
        assertThat(owner.send("PATCH", TEAM + "/" + outsider, "{\"role\":\"viewer\"}").status())
                .isEqualTo(404);
    }

    @Test
    void a_change_of_role_holds_with_the_next_request() {
        Browser max = person("max", Role.MEMBER);
        assertThat(order(max).status()).isEqualTo(200);

        assertThat(setRole(owner, "max", "viewer").json().path("role").asString())
                .isEqualTo("viewer");

        assertThat(order(max).errorCode()).isEqualTo(10008);
        assertThat(max.get("/console/api/tasks").status()).isEqualTo(200);
    }

    private Reply order(Browser person) {
        SERVER.get().grant(account, 100);
        return person.send("POST", "/api/v1/images/generations", TestServer.body("a red boat"));
    }

    @Test
    void the_last_owner_stays() {
        person("max", Role.MEMBER);
        invite(owner, "later", "owner");

        Reply refused = setRole(owner, "olga", "member");
        assertThat(refused.errorCode()).isEqualTo(10008);
        assertThat(refused.errorMessage()).contains("Nobody else is an owner");

        setRole(owner, "max", "owner");
        assertThat(setRole(owner, "olga", "member").status()).isEqualTo(200);
        assertThat(owner.send("POST", TEAM, "{}").status()).isEqualTo(403);
    }

    @Test
    void an_operator_keeps_the_same_rule() {
        person("max", Role.MEMBER);
        Browser operator =
                Invitations.signedIn(
                        SERVER.get(), "op@" + account + ".example", Role.OPERATOR, "default");
        String admin = "/console/api/admin/people/";

        assertThat(operator.send("DELETE", admin + id("olga"), "").status()).isEqualTo(403);
        assertThat(operator.send("PATCH", admin + id("max"), "{\"role\":\"owner\"}").status())
                .isEqualTo(200);
        assertThat(operator.send("DELETE", admin + id("olga"), "").status()).isEqualTo(204);
        assertThat(owner.get(TEAM).status()).isEqualTo(401);
    }

    @Test
    void a_member_makes_and_revokes_own_keys_and_no_others() {
        Browser max = person("max", Role.MEMBER);
        JsonNode own = key(max);
        JsonNode ofAccount = key(owner);

        assertThat(own.path("member").asString()).isEqualTo(email("max"));
        assertThat(ofAccount.path("member").isNull()).isTrue();
        assertThat(max.read("/console/api/keys").path("data").size()).isEqualTo(2);
        assertThat(revoke(max, ofAccount).errorMessage()).contains("not yours");
        assertThat(limit(max, ofAccount).errorMessage()).contains("not yours");
        assertThat(limit(max, own).status()).isEqualTo(200);
        assertThat(limit(owner, own).status()).isEqualTo(200);
        assertThat(revoke(max, own).status()).isEqualTo(200);
        assertThat(revoke(owner, ofAccount).status()).isEqualTo(200);
    }

    private static JsonNode key(Browser person) {
        return person.send(
                        "POST",
                        "/console/api/keys",
                        Browser.json(Map.of("name", "own", "mode", "live")))
                .json();
    }

    private static Reply limit(Browser person, JsonNode key) {
        return person.send(
                "PATCH", "/console/api/keys/" + key.path("id").asString(), "{\"budget_day\":40}");
    }

    private static Reply revoke(Browser person, JsonNode key) {
        return person.send("DELETE", "/console/api/keys/" + key.path("id").asString(), "");
    }

    @Test
    void the_key_of_a_member_orders_and_does_not_manage() {
        String key = key(person("max", Role.MEMBER)).path("key").asString();
        String ofAccount = key(owner).path("key").asString();

        assertThat(with(key, "GET", "/api/v1/webhooks").status()).isEqualTo(200);
        Reply refused = with(key, "GET", "/api/v1/webhooks/secret");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.errorMessage()).contains("A member made this key");
        assertThat(with(ofAccount, "GET", "/api/v1/webhooks/secret").status()).isEqualTo(200);
    }

    private static Reply with(String key, String method, String path) {
        return SERVER.get()
                .send(
                        HttpRequest.newBuilder(URI.create(SERVER.get().url(path)))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .setHeader("Authorization", "Bearer " + key));
    }

    @Test
    void the_keys_of_a_member_end_with_the_member() {
        String removed = key(person("max", Role.MEMBER)).path("key").asString();
        String demoted = key(person("ida", Role.MEMBER)).path("key").asString();
        String ofAccount = key(owner).path("key").asString();
        assertThat(with(removed, "GET", "/api/v1/balance").status()).isEqualTo(200);

        assertThat(remove(owner, "max").status()).isEqualTo(204);
        setRole(owner, "ida", "viewer");

        assertThat(Eventually.seen(() -> status(removed), status -> status == 401)).isEqualTo(401);
        assertThat(Eventually.seen(() -> status(demoted), status -> status == 401)).isEqualTo(401);
        assertThat(status(ofAccount)).isEqualTo(200);
    }

    @Test
    void the_keys_of_a_member_end_with_an_invitation_as_a_viewer() {
        String key = key(person("eva", Role.MEMBER)).path("key").asString();
        Invitations.reset(SERVER.get(), email("eva"));
        assertThat(status(key)).isEqualTo(200);

        Invitations.invite(SERVER.get(), email("eva"), Role.VIEWER, account);

        assertThat(Eventually.seen(() -> status(key), status -> status == 401)).isEqualTo(401);
    }

    private static int status(String key) {
        return with(key, "GET", "/api/v1/balance").status();
    }

    @Test
    void who_is_removed_is_signed_out_and_nobody_removes_themselves() {
        Browser max = person("max", Role.MEMBER);

        assertThat(remove(owner, "olga").errorMessage()).contains("cannot remove yourself");
        assertThat(remove(owner, "max").status()).isEqualTo(204);

        assertThat(max.get("/console/api/session").status()).isEqualTo(401);
        assertThat(max.signIn(email("max"), Browser.PASSWORD).status()).isEqualTo(401);
    }
}
