package dev.zimage.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.people.Role;
import dev.zimage.server.SharedServer;
import dev.zimage.server.TestServer.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The console's list of tasks with its filters, and the stars of its people.
@SuppressWarnings("NullAway.Init") // the fields are set before the first test
class TaskFiltersTest {

    @RegisterExtension static final SharedServer SERVER = new SharedServer();

    private static final String TASKS = "/console/api/tasks";

    private static Browser viewer;
    private static Browser member;
    private static Browser outsider;
    private static String tall;
    private static String wide;

    @BeforeAll
    static void signIn() {
        viewer = Invitations.signedIn(SERVER.get(), "v@example.com", Role.VIEWER, "default");
        member = Invitations.member(SERVER.get(), "m@example.com", "default");
        outsider = Invitations.member(SERVER.get(), "s@example.com", "elsewhere");
        tall = drawn("9:16");
        wide = drawn("16:9");
    }

    private static String drawn(String ratio) {
        String order =
                "{\"model\":\"z-image\",\"prompt\":\"a cat\",\"aspect_ratio\":\"%s\"}"
                        .formatted(ratio);
        String id =
                SERVER.get().post("/api/v1/images/generations", order).json().path("id").asString();
        SERVER.get().awaitEnd(id);
        return id;
    }

    private static List<String> listed(Browser person, String query) {
        return person.read(TASKS + "?" + query).path("data").findValuesAsString("id").stream()
                .filter(id -> id.startsWith("task_"))
                .toList();
    }

    private static int star(Browser person, String method, String task) {
        return person.send(method, TASKS + "/" + task + "/favourite", "").status();
    }

    @Test
    void a_star_is_that_of_its_person_and_only_for_tasks_of_the_account() {
        assertThat(star(viewer, "PUT", tall)).isEqualTo(204);
        assertThat(star(viewer, "PUT", tall)).isEqualTo(204);
        assertThat(listed(viewer, "favourites=true")).containsExactly(tall);
        assertThat(viewer.read(TASKS + "/" + tall).path("favourite").asBoolean()).isTrue();
        assertThat(member.read(TASKS + "/" + tall).path("favourite").asBoolean()).isFalse();
        assertThat(listed(member, "favourites=true")).isEmpty();

        assertThat(star(outsider, "PUT", tall)).isEqualTo(404);
        assertThat(star(member, "PUT", "task_" + "0".repeat(32))).isEqualTo(404);
        assertThat(star(member, "PUT", "anything")).isEqualTo(404);
        assertThat(star(viewer, "DELETE", tall)).isEqualTo(204);
        assertThat(star(viewer, "DELETE", tall)).isEqualTo(204);
        assertThat(listed(viewer, "favourites=true")).isEmpty();
    }

    @Test
    void filters_narrow_the_list_together() {
        assertThat(listed(member, "aspect_ratio=9:16")).containsExactly(tall);
        assertThat(listed(member, "aspect_ratio=9:16&model=z-image&from=2020-01-01"))
                .containsExactly(tall);
        assertThat(listed(member, "model=z-image")).containsExactly(wide, tall);
        assertThat(listed(member, "model=other")).isEmpty();
        assertThat(listed(member, "to=2020-01-01")).isEmpty();
        assertThat(listed(member, "limit=1&model=z-image&before=" + wide)).containsExactly(tall);
        assertThat(listed(outsider, "aspect_ratio=9:16")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "from=yesterday, from must be a day like",
        "to=2026-13-01, to must be a day like",
        "to=%2B999999999-12-31, to must be a day like",
        "from=-9999-01-01, from must be a day like",
        "model=%00, The query has a NUL character",
        "aspect_ratio=2:1, aspect_ratio must be a ratio like",
        "favourites=yes, favourites must be true or false",
        "ratio=16:9, ratio"
    })
    void a_wrong_filter_is_named(String query, String message) {
        Reply reply = member.get(TASKS + "?" + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().toString()).contains(message);
    }
}
