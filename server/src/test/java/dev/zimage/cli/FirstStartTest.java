package dev.zimage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.cli.server.FirstStart;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir Path folder;

    @Test
    void one_that_fails_on_the_way_leaves_nothing_and_the_next_does_all() {
        try (Database database =
                DataDirectory.open(folder).database(Databases.Choice.EMBEDDED).open()) {
            assertThatThrownBy(() -> FirstStart.prepare(database, CLOCK, new Credits(-1)))
                    .isInstanceOf(NoSuchElementException.class);
            Accounts accounts = Accounts.open(database, CLOCK, new SecureRandom());
            assertThat(accounts.list()).isEmpty();

            assertThat(FirstStart.prepare(database, CLOCK, new Credits(7))).isPresent();
            assertThat(FirstStart.prepare(database, CLOCK, new Credits(7))).isEmpty();

            Account account = accounts.list().getFirst();
            assertThat(account.balance()).isEqualTo(new Credits(7));
            assertThat(accounts.keys().list(account.id())).hasSize(2);
        }
    }
}
