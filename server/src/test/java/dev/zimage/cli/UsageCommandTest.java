package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The day is 2030-01-31, the 21,945th since 1970.
class UsageCommandTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
        shell.type("accounts create shop");
        shell.type("keys create --account shop --name", "=1+1, \"web\"");
        try (Database database =
                DataDirectory.open(folder).database(Databases.Choice.EMBEDDED).open()) {
            database.write(tx ->
                    tx.execute(
                            """
                            insert into usage_days
                              (account_id, day, key_id, model, completed, failed, redrawn, charged,
                               refunded)
                            values (1, 21945, 1, 'z-image', 1200, 1, 17, 4804, 4),
                                   (2, 21944, 3, 'z-image', 2, 0, 0, 8, 0),
                                   (1, 21900, 1, 'z-image', 7, 0, 0, 28, 0)
                            """));
        }
    }

    @Test
    void the_last_thirty_days_are_a_table_with_a_total() {
        assertThat(shell.type("usage").lines())
                .containsExactly(
                        "DAY (UTC)   ACCOUNT  KEY    KEY NAME        MODEL    DRAWN  REDRAWN"
                                + "  FAILED"
                                + "  IN FLIGHT  CHARGED  REFUNDED    NET",
                        "2030-01-30  shop     key_3  =1+1, \"web\"     z-image      2        0"
                                + "       0"
                                + "          0        8         0      8",
                        "2030-01-31  default  key_1  first live key  z-image  1,200       17"
                                + "       1"
                                + "          0    4,804         4  4,800",
                        "total                                                1,202       17"
                                + "       1"
                                + "          0    4,812         4  4,808");
    }

    @Test
    void an_account_and_days_can_be_chosen() {
        assertThat(shell.type("usage --account shop --json").json()).hasSize(1);
        assertThat(shell.type("usage --from 2029-12-01 --json").json()).hasSize(3);
        assertThat(shell.type("usage --to 2029-12-31 --json").json()).hasSize(1);
        assertThat(shell.type("usage --account nobody").code()).isEqualTo(1);
    }

    @Test
    void a_row_in_json_has_the_names_of_the_api() {
        assertThat(shell.type("usage --json").json().path(1).toString())
                .isEqualTo(
                        """
                        {"date":"2030-01-31","account":"default","key_id":"key_1",\
                        "key_name":"first live key","model":"z-image","images_completed":1200,\
                        "images_failed":1,"images_processing":0,"charged":4804,"refunded":4,\
                        "net":4800,"images_redrawn":17}\
                        """);
    }

    @Test
    void a_spreadsheet_gets_no_formula_for_the_name_of_a_key() {
        assertThat(shell.type("usage --csv").lines())
                .containsExactly(
                        "date,account,key_id,key_name,model,images_completed,images_failed,"
                                + "images_processing,charged,refunded,net,images_redrawn",
                        "2030-01-30,shop,key_3,\"'=1+1, \"\"web\"\"\",z-image,2,0,0,8,0,8,0",
                        "2030-01-31,default,key_1,\"first live"
                                + " key\",z-image,1200,1,0,4804,4,4800,17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--from yesterday",
                "--from 2030-02-01",
                "--from 2028-01-01",
                "--csv --json"
            })
    void what_is_no_period_is_wrong_usage(String options) {
        Shell.Result refused = shell.type("usage " + options);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
    }
}
