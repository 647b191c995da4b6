package dev.zimage.people;

import dev.zimage.database.Database;
import dev.zimage.people.Throttle.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Checks passwords, unless there were too many attempts or there are too many at once.
final class PasswordGuard {

    private static final Duration RETRY_WHEN_BUSY = Duration.ofSeconds(5);

    private final Database database;
    private final Passwords passwords;
    private final Clock clock;

    PasswordGuard(Database database, Clock clock, RandomGenerator random) {
        this.database = database;
        this.passwords = new Passwords(random);
        this.clock = clock;
    }

    /// Counts an attempt and makes it. A caller who has to wait is refused without taking a slot.
    ///
    /// @param later the result for a caller who has to wait
    <R> R attempt(
            EmailAddress email,
            ClientDetails client,
            Function<Passwords.Slot, R> check,
            Function<Duration, R> later) {
        List<Subject> subjects = database.read(tx -> Throttle.subjects(tx, email, client));
        Instant now = clock.instant();
        Optional<Duration> wait = database.read(tx -> Throttle.wait(tx, subjects, now));
        if (wait.isPresent()) {
            return later.apply(wait.get());
        }
        return withSlot(
                slot ->
                        database.write(tx -> Throttle.count(tx, subjects, clock.instant()))
                                .map(later)
                                .orElseGet(() -> check.apply(slot)),
                later);
    }

    <R> R withSlot(Function<Passwords.Slot, R> work, Function<Duration, R> later) {
        Optional<Passwords.Slot> free = passwords.acquire();
        if (free.isEmpty()) {
            return later.apply(RETRY_WHEN_BUSY);
        }
        try (Passwords.Slot slot = free.get()) {
            return work.apply(slot);
        }
    }

    /// The stored hash, if it is that of the password.
    Optional<PasswordHash> verified(Passwords.Slot slot, EmailAddress email, String password) {
        PasswordHash known = database.read(tx -> People.password(tx, email)).orElse(null);
        return slot.matches(known, password) ? Optional.ofNullable(known) : Optional.empty();
    }
}
