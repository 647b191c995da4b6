package dev.zimage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void every_part_of_a_url_is_read() {
        assertThat(
                        DatabaseUrl.parse(
                                "postgresql://me%40home:p%2Fw+d@db1:5433,[::1]:5434,db3/my%20db"
                                        + "?sslmode=require&application_name=a%26b"))
                .contains(
                        new DatabaseUrl(
                                List.of("db1:5433", "[::1]:5434", "db3"),
                                "my db",
                                "me@home",
                                "p/w+d",
                                Map.of("sslmode", "require", "application_name", "a&b")));
    }

    @Test
    void user_and_password_may_be_parameters() {
        assertThat(DatabaseUrl.parse("postgres://db/zimage?user=me&password=secret"))
                .contains(new DatabaseUrl(List.of("db"), "zimage", "me", "secret", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db.example.com",
                "postgresql://",
                "postgresql://db",
                "postgresql://db/",
                "postgresql:///zimage",
                "postgresql://db,/zimage",
                "postgresql://db:port/zimage",
                "postgresql://db/zimage?sslmode",
                "postgresql://me:%zz@db/zimage",
                "jdbc:postgresql://db/zimage",
                "mysql://db/zimage"
            })
    void what_has_another_form_is_no_url(String text) {
        assertThat(DatabaseUrl.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://me:secret@db/zimage",
                "postgresql://db/zimage?user=me&password=secret",
                "postgres//me:secret@db",
                "postgresql://me:secret@/"
            })
    void a_password_is_never_shown(String text) {
        assertThat(DatabaseUrl.shown(text)).doesNotContain("secret").isNotEmpty();
        assertThat(DatabaseUrl.parse(text).toString()).doesNotContain("secret");
    }
}
