package dev.zimage.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Holds guesses up: after some failures for an address of e-mail, or from a network, the next try
/// has to wait, and longer each time. It is kept in the database, so a restart forgives nothing. An
/// address that nobody has is counted like any other.
///
/// A try is counted before its password is looked at and taken back when it was right: else many
/// that are sent at once would all come in before the first of them has failed.
final class Throttle {

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    private Throttle() {}

    /// What tries are counted by.
    ///
    /// @param free tries before the first wait
    /// @param longest wait
    record Subject(String name, int free, Duration longest) {

        static Subject of(EmailAddress email) {
            return new Subject("email " + email.hash(), 5, Duration.ofMinutes(15));
        }

        /// More of them, for a network may have many people.
        static Subject of(Visit visit) {
            return new Subject("network " + visit.network(), 20, Duration.ofHours(1));
        }

        Duration waitAfter(int failures) {
            if (failures < free) {
                return Duration.ZERO;
            }
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 20));
            return wait.compareTo(longest) < 0 ? wait : longest;
        }
    }

    /// How long the next try has to wait; empty when it need not.
    static Optional<Duration> wait(Handle tx, List<Subject> subjects, Instant now) {
        return tx.createQuery(
                        """
                        select max(blocked_until) from sign_in_throttle
                        where subject in (<subjects>) and blocked_until > :now
                        """)
                .bindList("subjects", subjects.stream().map(Subject::name).toList())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> row.getLong(1))
                .findOne()
                .filter(until -> until > 0)
                .map(until -> Duration.between(now, Instant.ofEpochMilli(until)));
    }

    /// Counts a try, unless it has to wait.
    static Optional<Duration> count(Handle tx, List<Subject> subjects, Instant now) {
        Optional<Duration> wait = wait(tx, subjects, now);
        if (wait.isEmpty()) {
            subjects.forEach(subject -> count(tx, subject, now));
        }
        return wait;
    }

    private static void count(Handle tx, Subject subject, Instant now) {
        int failures =
                tx.createQuery(
                                """
                                insert into sign_in_throttle
                                  (subject, failures, blocked_until, last_at)
                                values (:subject, 1, 0, :now)
                                on conflict (subject) do update
                                set failures = case when sign_in_throttle.last_at <= :old then 1
                                                    else sign_in_throttle.failures + 1 end,
                                    last_at = excluded.last_at
                                returning failures
                                """)
                        .bind("subject", subject.name())
                        .bind("now", now.toEpochMilli())
                        .bind("old", now.minus(MEMORY).toEpochMilli())
                        .mapTo(Integer.class)
                        .one();
        tx.createUpdate(
                        "update sign_in_throttle set blocked_until = :until where subject = :subject")
                .bind("until", now.plus(subject.waitAfter(failures)).toEpochMilli())
                .bind("subject", subject.name())
                .execute();
    }

    /// A try was right: the e-mail address starts anew. From the network only this try is taken
    /// back, for else a guesser could clear it with an account of his own.
    static void forgive(Handle tx, EmailAddress email, Visit visit) {
        tx.createUpdate("delete from sign_in_throttle where subject = :subject")
                .bind("subject", Subject.of(email).name())
                .execute();
        takeBack(tx, Subject.of(visit));
    }

    /// A try came to nothing and does not count.
    static void takeBack(Handle tx, Subject subject) {
        tx.createUpdate(
                        """
                        update sign_in_throttle set failures = failures - 1, blocked_until = 0
                        where subject = :subject and failures > 0
                        """)
                .bind("subject", subject.name())
                .execute();
    }

    static void forgetOld(Handle tx, Instant now) {
        tx.createUpdate("delete from sign_in_throttle where last_at <= :old")
                .bind("old", now.minus(MEMORY).toEpochMilli())
                .execute();
    }
}
