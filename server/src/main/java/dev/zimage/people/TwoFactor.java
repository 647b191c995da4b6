package dev.zimage.people;

import dev.zimage.audit.AuditAction;
import dev.zimage.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Codes from an authenticator app, asked for after the password. Each code works once. Safe for
/// use by any number of threads.
public final class TwoFactor {

    private final Database database;
    private final Clock clock;
    private final RandomGenerator random;

    /// What a person has set up.
    ///
    /// @param since null when codes are off
    /// @param recoveryCodes that are left
    public record Status(@Nullable Instant since, int recoveryCodes) {}

    /// The result of confirming a code of an app that is being set up.
    public sealed interface Confirmation {

        /// Codes are on.
        ///
        /// @param recoveryCodes to be shown once
        record Confirmed(List<String> recoveryCodes) implements Confirmation {}

        /// The code is wrong, or no secret is waiting to be confirmed.
        record Wrong() implements Confirmation {}

        /// The code was not checked: too many attempts.
        record RetryLater(Duration after) implements Confirmation {}
    }

    /// The result of checking a code at the sign-in.
    enum Verdict {
        /// Codes are off.
        NOT_NEEDED,
        /// None was sent.
        MISSING,
        WRONG,
        RIGHT,
        /// A recovery code, which is used up now.
        RECOVERED
    }

    private record Kept(Totp totp, @Nullable Instant since) {}

    TwoFactor(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    public Status status(PersonId person) {
        return database.read(tx ->
                new Status(
                        find(tx, person).map(Kept::since).orElse(null),
                        RecoveryCodes.left(tx, person)));
    }

    /// Draws a secret for the app. It takes effect once a code made from it was confirmed.
    ///
    /// @return the secret in Base32; empty when codes are on already
    public Optional<String> begin(PersonId person) {
        Totp drawn = Totp.draw(random);
        int changed =
                database.write(tx ->
                        tx.createUpdate(
                                        """
                                        update people set totp_secret = :secret
                                        where id = :person and totp_since is null
                                        """)
                                .bind("secret", drawn.secret())
                                .bind("person", person.value())
                                .execute());
        return changed == 1 ? Optional.of(drawn.secret()) : Optional.empty();
    }

    /// Turns codes on if this one is right. Wrong codes are throttled together with wrong
    /// passwords.
    public Confirmation confirm(Person person, String code, ClientDetails client) {
        Optional<Duration> wait =
                database.write(tx ->
                        Throttle.count(
                                tx,
                                Throttle.subjects(tx, person.email(), client),
                                clock.instant()));
        return wait.<Confirmation>map(Confirmation.RetryLater::new)
                .orElseGet(() -> confirmCounted(person, code, client));
    }

    private Confirmation confirmCounted(Person person, String code, ClientDetails client) {
        List<String> codes = RecoveryCodes.draw(random);
        Instant now = clock.instant();
        return database.write(tx ->
                find(tx, person.id())
                        .filter(kept ->
                                kept.since == null && accept(tx, person.id(), kept, code, now))
                        .<Confirmation>map(_ -> {
                            enable(tx, person.id(), codes, now);
                            Throttle.forgive(tx, person.email(), client);
                            return new Confirmation.Confirmed(codes);
                        })
                        .orElseGet(() -> {
                            record(tx, person.id(), AuditAction.TWO_FACTOR_FAILED);
                            return new Confirmation.Wrong();
                        }));
    }

    private void enable(Handle tx, PersonId person, List<String> codes, Instant now) {
        tx.createUpdate("update people set totp_since = :now where id = :id")
                .bind("now", now.toEpochMilli())
                .bind("id", person.value())
                .execute();
        RecoveryCodes.replace(tx, person, codes);
        record(tx, person, AuditAction.TWO_FACTOR_SET_UP);
    }

    /// Replaces the recovery codes.
    ///
    /// @return empty when codes are off
    public Optional<List<String>> renewRecoveryCodes(PersonId person) {
        List<String> codes = RecoveryCodes.draw(random);
        return database.write(tx ->
                find(tx, person)
                        .filter(kept -> kept.since != null)
                        .map(_ -> {
                            RecoveryCodes.replace(tx, person, codes);
                            record(tx, person, AuditAction.RECOVERY_CODES_RENEWED);
                            return codes;
                        }));
    }

    private void record(Handle tx, PersonId person, AuditAction action) {
        People.find(tx, person)
                .ifPresent(known -> PeopleAudit.record(tx, clock.instant(), action, known));
    }

    /// Turns codes off.
    ///
    /// @return whether they were on
    public boolean remove(PersonId person) {
        return database.write(tx -> {
            boolean was = find(tx, person).filter(kept -> kept.since != null).isPresent();
            RecoveryCodes.remove(tx, person);
            tx.createUpdate(
                            """
                            update people set totp_secret = null, totp_since = null where id = :id
                            """)
                    .bind("id", person.value())
                    .execute();
            if (was) {
                record(tx, person, AuditAction.TWO_FACTOR_REMOVED);
            }
            return was;
        });
    }

    /// Checks a code and uses it up.
    ///
    /// @param code as it was typed, empty when none was
    static Verdict check(Handle tx, PersonId person, String code, Instant now) {
        Optional<Kept> kept = find(tx, person).filter(each -> each.since != null);
        if (kept.isEmpty()) {
            return Verdict.NOT_NEEDED;
        }
        if (code.isBlank()) {
            return Verdict.MISSING;
        }
        if (accept(tx, person, kept.get(), code, now)) {
            return Verdict.RIGHT;
        }
        return RecoveryCodes.use(tx, person, code, now) ? Verdict.RECOVERED : Verdict.WRONG;
    }

    /// Of several uses of a code at once, one is accepted.
    private static boolean accept(Handle tx, PersonId person, Kept kept, String code, Instant now) {
        OptionalLong step = kept.totp.step(code.replaceAll("\\s", ""), now);
        return step.isPresent()
                && tx.createUpdate(
                                        """
                                        update people set totp_step = :step
                                        where id = :person and totp_step < :step
                                        """)
                                .bind("step", step.getAsLong())
                                .bind("person", person.value())
                                .execute()
                        == 1;
    }

    private static Optional<Kept> find(Handle tx, PersonId person) {
        return tx.createQuery(
                        """
                        select totp_secret, totp_since from people
                        where id = :person and totp_secret is not null
                        """)
                .bind("person", person.value())
                .map((row, context) ->
                        new Kept(
                                new Totp(row.getString(1)),
                                row.getObject(2) == null
                                        ? null
                                        : Instant.ofEpochMilli(row.getLong(2))))
                .findOne();
    }
}
