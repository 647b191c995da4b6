package dev.zimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyRights;
import dev.zimage.accounts.Ledger;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.database.Database;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageSize;
import dev.zimage.engines.Engines;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.Model;
import dev.zimage.models.PictureSizes;
import dev.zimage.moderation.ContentCheck;
import dev.zimage.provenance.fingerprint.Fingerprint;
import dev.zimage.server.SettableClock;
import dev.zimage.server.StripesEngine;
import dev.zimage.tasks.Checks;
import dev.zimage.tasks.FinishedPicture;
import dev.zimage.tasks.Outbox;
import dev.zimage.tasks.Task;
import dev.zimage.tasks.TaskTerms;
import dev.zimage.tasks.Tasks;
import dev.zimage.tasks.queue.Claim;
import dev.zimage.tasks.queue.TaskQueue;
import dev.zimage.tasks.submission.Submission;
import dev.zimage.tasks.submission.TaskOrder;
import dev.zimage.textcheck.TextCheck;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts that live in a database, wired as the server wires them, with a clock that can be set.
/// To be closed at the end of a test: it then looks whether balances are the sums of their ledgers.
record Store(Database database, SettableClock clock, Accounts accounts, Tasks tasks)
        implements AutoCloseable {

    static final Duration LEASE = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofHours(24);
    static final int ATTEMPTS = 3;
    static final int IN_FLIGHT = 1_000;
    static final TaskTerms TERMS =
            new TaskTerms(
                    LEASE,
                    ATTEMPTS,
                    Duration.ofHours(1),
                    Duration.ofDays(7),
                    IN_FLIGHT,
                    100_000,
                    new TaskTerms.WaitLimits(Duration.ofMinutes(10), LONGEST_WAIT));
    static final String ENGINE = "stripes";
    static final String SANDBOX = "sandbox";
    static final Model MODEL =
            new Model(
                    "z-image",
                    "z-image",
                    "",
                    new BigDecimal("0.004"),
                    PictureSizes.PUBLISHED,
                    Model.Terms.USUAL);
    static final FinishedPicture IMAGE = picture(new Fingerprint(1, 2, 3, 4));

    static FinishedPicture picture(Fingerprint fingerprint) {
        return new FinishedPicture(
                new EncodedImage(new byte[] {1, 2, 3}, ImageFormat.JPEG, new ImageSize(64, 64)),
                Optional.of(fingerprint));
    }

    /// One in a database of its own.
    static Store open(TestDatabase kind, Path folder) {
        return on(kind.open(folder));
    }

    static Store on(Database database) {
        return on(database, clock -> Outbox.NONE);
    }

    /// @param outbox is told of the ends
    static Store on(Database database, Function<Clock, Outbox> outbox) {
        SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
        Accounts accounts = Accounts.open(database, clock, new SecureRandom());
        Engines engines = new Engines(new StripesEngine(ENGINE), new StripesEngine(SANDBOX), 1);
        Tasks tasks = open(database, accounts, engines, clock);
        tasks.writeTo(outbox.apply(clock));
        return new Store(database, clock, accounts, tasks);
    }

    /// Another process on the database, which offers this model alone.
    Tasks offering(String model) {
        StripesEngine engine = new StripesEngine(ENGINE);
        return open(
                database, accounts, new Engines(engine, engine, 1).offering(Set.of(model)), clock);
    }

    /// Another process on the database, which has no engine of this name.
    Tasks without(String engine) {
        StripesEngine other = new StripesEngine("not-" + engine);
        return open(database, accounts, new Engines(other, other, 1), clock);
    }

    private static Tasks open(
            Database database, Accounts accounts, Engines engines, SettableClock clock) {
        return Tasks.open(
                database,
                accounts.ledger(),
                engines,
                checks(clock),
                TERMS,
                clock,
                new SecureRandom());
    }

    /// Checks that are not to be asked.
    static Checks checks(SettableClock clock) {
        TextCheck texts =
                new TextCheck(
                        3,
                        () -> {
                            throw new IOException("no texts are read in these tests");
                        },
                        new SimpleMeterRegistry(),
                        clock);
        return new Checks(contentCheck(clock), texts);
    }

    private static ContentCheck contentCheck(SettableClock clock) {
        try {
            return new ContentCheck(
                    new ContentCheck.Terms(false, 0.5, Optional.empty(), Optional.empty()),
                    () -> {
                        throw new IOException("no pictures are checked in these tests");
                    },
                    new SimpleMeterRegistry(),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// An account with credits and a live key.
    Caller customer(String name, long credits) {
        return customer(name, credits, Mode.LIVE);
    }

    Caller customer(String name, long credits, Mode mode) {
        Account account = accounts.create(name).orElseThrow();
        if (credits > 0) {
            ledger().grant(account.id(), new Credits(credits), null);
        }
        return new Caller(
                account.id(),
                name,
                keys().create(account.id(), "key", mode, null).key().id(),
                new KeyRights(mode, Scope.ALL),
                false,
                null,
                false);
    }

    static TaskOrder order(Caller caller, String prompt) {
        return order(caller, prompt, null);
    }

    static TaskOrder order(
            Caller caller, String prompt, TaskOrder.@Nullable Idempotency idempotency) {
        return new TaskOrder(
                caller,
                new TaskOrder.PictureOrder(
                        MODEL, prompt, AspectRatio.SQUARE, ImageFormat.JPEG, null),
                TaskOrder.Options.NONE,
                idempotency,
                "req_test");
    }

    ApiKeys keys() {
        return accounts.keys();
    }

    Ledger ledger() {
        return accounts.ledger();
    }

    TaskQueue queue() {
        return tasks.queue();
    }

    Task submit(Caller caller, String prompt) {
        return ((Submission.Accepted) tasks.submit(order(caller, prompt))).task();
    }

    Claim claim(String worker) {
        return queue().claim(ENGINE, worker).orElseThrow();
    }

    long balance(Caller caller) {
        return accounts.get(caller.account()).balance().amount();
    }

    int inFlight(Caller caller) {
        return accounts.get(caller.account()).tasksInFlight();
    }

    @Override
    public void close() {
        List<String> unbalanced = ledger().unbalancedAccounts();
        database.close();
        assertThat(unbalanced).isEmpty();
    }
}
