package dev.zimage.people;

import dev.zimage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Records who signed in or tried to, and from where; kept for ninety days. An unknown address is
/// stored as a hash only: it may be a password that was typed into the wrong field.
public final class SignInLog {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MAX_LINES = 100_000;
    private static final int SIGN_INS_COMPARED = 200;

    private final Database database;

    /// One line of the log.
    public record Entry(Instant at, String address, String userAgent, Outcome outcome) {}

    /// The outcome of an attempt.
    public enum Outcome {
        SIGNED_IN,
        WRONG,
        PASSWORD_SET,
        PASSWORD_CHANGED,
        WRONG_CODE,
        /// Signed in with a recovery code in place of one from the app.
        RECOVERY_CODE,
        /// Signed in at the OpenID provider.
        PROVIDER,
        PASSKEY,
        WRONG_PASSKEY;

        /// The word in the database and in answers, like `signed-in`.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    SignInLog(Database database) {
        this.database = database;
    }

    /// The lines of a person, newest first.
    public List<Entry> entries(PersonId person, int limit) {
        return database.read(tx ->
                tx.createQuery(
                                """
                                select at, address, user_agent, outcome from sign_ins
                                where person_id = :person order by id desc limit :limit
                                """)
                        .bind("person", person.value())
                        .bind("limit", limit)
                        .map((row, context) ->
                                new Entry(
                                        Instant.ofEpochMilli(row.getLong(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        Outcome.of(row.getString(4))))
                        .list());
    }

    /// Whether the person with this address has signed in from this network before.
    static boolean isKnown(Handle tx, EmailAddress email, ClientDetails client) {
        return tx
                .createQuery(
                        """
                        select s.address from sign_ins s join people p on p.id = s.person_id
                        where p.email = :email and s.outcome not in ('wrong', 'wrong-code', 'wrong-passkey')
                        order by s.id desc limit :most
                        """)
                .bind("email", email.text())
                .bind("most", SIGN_INS_COMPARED)
                .mapTo(String.class)
                .list()
                .stream()
                .anyMatch(address -> ClientDetails.network(address).equals(client.network()));
    }

    static void writeFailure(Handle tx, EmailAddress email, ClientDetails client, Instant now) {
        Long known =
                tx.createQuery("select id from people where email = :email")
                        .bind("email", email.text())
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(null);
        write(tx, known == null ? null : new PersonId(known), email, client, Outcome.WRONG, now);
    }

    static void write(
            Handle tx,
            @Nullable PersonId person,
            EmailAddress email,
            ClientDetails client,
            Outcome outcome,
            Instant now) {
        tx.createUpdate(
                        """
                        insert into sign_ins
                          (at, person_id, email_hash, address, user_agent, outcome)
                        values (:at, :person, :hash, :address, :agent, :outcome)
                        """)
                .bind("at", now.toEpochMilli())
                .bind("person", person == null ? null : person.value())
                .bind("hash", email.hash())
                .bind("address", client.address())
                .bind("agent", client.userAgent())
                .bind("outcome", outcome.label())
                .execute();
    }

    static int forgetOld(Handle tx, Instant now) {
        return tx.createUpdate(
                        """
                        delete from sign_ins
                        where at <= :old or id <= (select max(id) from sign_ins) - :most
                        """)
                .bind("old", now.minus(KEPT).toEpochMilli())
                .bind("most", MAX_LINES)
                .execute();
    }
}
