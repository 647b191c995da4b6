package dev.zimage.cli.command;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Ledger;
import dev.zimage.audit.AuditLog;
import dev.zimage.database.Database;
import dev.zimage.people.People;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.InstallationMarks;
import dev.zimage.server.InstallationVerifier;
import dev.zimage.tasks.fingerprints.FingerprintArchive;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.queue.Cancellations;
import dev.zimage.tasks.registry.WorkerRegistry;
import dev.zimage.text.QuotedText;
import dev.zimage.usage.Usage;
import dev.zimage.verification.KnownPictures;
import dev.zimage.verification.PictureVerifier;
import dev.zimage.webhooks.Deliveries;
import dev.zimage.webhooks.Webhooks;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/// The database of an installation, open for one command of an operator. A server may use it at the
/// same time.
public final class Installation implements AutoCloseable {

    private static final int NAMES_SHOWN = 10;

    private final Database database;
    private final Clock clock;
    private final DataOption data;

    public Installation(DataOption data, Clock clock) {
        this.data = data;
        this.database = data.existingDatabase().open();
        this.clock = database.clock(clock);
    }

    public Accounts accounts() {
        Accounts accounts = Accounts.open(database, clock, new SecureRandom());
        Credits low = new Credits(data.settings().account().lowBalance());
        accounts.lowBalances().tell(low, webhooks().balanceMessages());
        return accounts;
    }

    public ApiKeys keys() {
        return accounts().keys();
    }

    /// Today's date in UTC.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    public Usage usage() {
        return Usage.open(database, clock);
    }

    public Ledger ledger() {
        return accounts().ledger();
    }

    public People people() {
        return People.open(database, clock, new SecureRandom());
    }

    /// The time of the clock that all processes on this database share.
    public Instant now() {
        return clock.instant();
    }

    public AuditLog audit() {
        return AuditLog.open(database);
    }

    public WorkerRegistry workers() {
        return new WorkerRegistry(database, clock);
    }

    /// The tasks of all accounts.
    public TaskArchive tasks() {
        return new TaskArchive(database);
    }

    public Cancellations cancellations() {
        return Cancellations.beside(database, ledger(), deliveries(), clock);
    }

    public Webhooks webhooks() {
        return Webhooks.open(database, clock, new SecureRandom());
    }

    public Deliveries deliveries() {
        return webhooks().deliveries();
    }

    /// Recognises the pictures of this installation.
    public PictureVerifier verifier() {
        try {
            return InstallationVerifier.of(
                    data.settings().provenance(),
                    identity(),
                    KnownPictures.of(database, new FingerprintArchive(database)),
                    clock);
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    /// The key and certificate that sign its pictures.
    ///
    /// @throws IOException when the key or the certificate cannot be used; says which and why
    public SigningIdentity identity() throws IOException {
        return InstallationMarks.identity(
                data.settings().provenance(), data.directory(), database, clock);
    }

    /// The account of this name.
    ///
    /// @throws CommandFailure when there is none
    public Account account(String name) {
        return accounts().find(name).orElseThrow(() -> unknownAccount(name));
    }

    public CommandFailure unknownAccount(String name) {
        List<Account> all = accounts().list();
        String hint =
                all.size() > NAMES_SHOWN
                        ? "`zimage accounts list` shows all"
                        : all.stream()
                                .map(Account::name)
                                .collect(Collectors.joining(", ", "the accounts are: ", ""));
        return new CommandFailure("there is no account " + QuotedText.of(name) + "; " + hint);
    }

    @Override
    public void close() {
        database.close();
    }
}
