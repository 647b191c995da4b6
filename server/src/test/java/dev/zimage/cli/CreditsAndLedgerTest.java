package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CreditsAndLedgerTest {

    private static final String GRANT = "credits grant --account default ";

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void install() {
        shell = Shell.installed(folder);
    }

    @Test
    void a_grant_shows_the_new_balance() {
        Shell.Result granted = shell.type(GRANT + "2500");

        assertThat(granted.code()).isZero();
        assertThat(granted.out())
                .isEqualToIgnoringNewLines("default: +2,500 credits, the balance is 12,500");
    }

    @Test
    void a_negative_amount_takes_credits_back() {
        JsonNode taken = shell.type(GRANT + "-2500 --json").json();

        assertThat(taken.toString())
                .isEqualTo("{\"account\":\"default\",\"amount\":-2500,\"balance\":7500}");
    }

    @Test
    void a_balance_never_falls_below_zero() {
        Shell.Result refused = shell.type(GRANT + "-10001");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualToIgnoringNewLines(
                        "zimage: default has 10,000 credits, so 10,001 cannot be taken back");
        assertThat(shell.type("ledger --json").json()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "1.5", "1,000", "many", "1000000000001", "9223372036854775808", "--5"})
    void an_amount_is_a_whole_number_and_not_zero(String amount) {
        Shell.Result refused = shell.type(GRANT + amount);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("AMOUNT");
    }

    @Test
    void a_misspelt_option_is_not_taken_for_an_amount() {
        Shell.Result refused = shell.type(GRANT + "5 --nte why");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--nte");
    }

    @Test
    void the_ledger_shows_the_newest_first() {
        shell.type(GRANT + "500 --note", "paid\tby invoice");
        shell.type("accounts create shop");
        shell.type("credits grant --account shop 20");

        assertThat(shell.type("ledger").out())
                .isEqualToNormalizingNewlines(
                        """
                        TIME (UTC)        ACCOUNT  KIND    AMOUNT  BALANCE  TASK OR NOTE
                        2030-01-31 12:00  shop     grant      +20       20  -
                        2030-01-31 12:00  default  grant     +500   10,500  paid?by invoice
                        2030-01-31 12:00  default  grant  +10,000   10,000  first start
                        """);
    }

    @Test
    void the_ledger_can_be_of_one_account_and_short() {
        shell.type("accounts create shop");
        shell.type("credits grant --account shop 20");
        shell.type(GRANT + "500 --note why");

        JsonNode entries = shell.type("ledger --account default --limit 1 --json").json();

        assertThat(entries.toString())
                .isEqualTo(
                        """
                        [{"id":3,"account":"default","kind":"grant","amount":500,\
                        "balance_after":10500,"task_id":null,"note":"why","created_at":%d}]\
                        """
                                .formatted(Shell.START.getEpochSecond()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001", "all"})
    void a_limit_is_within_bounds(String limit) {
        Shell.Result refused = shell.type("ledger --limit=" + limit);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--limit");
    }

    @Test
    void an_unknown_account_has_no_ledger_and_takes_no_credits() {
        assertThat(shell.type("ledger --account shop").code()).isEqualTo(1);
        Shell.Result refused = shell.type("credits grant --account shop 5");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("there is no account \"shop\"");
    }
}
