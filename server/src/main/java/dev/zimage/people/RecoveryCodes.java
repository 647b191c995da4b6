package dev.zimage.people;

import dev.zimage.crypto.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Codes for somebody who lost the authenticator app; each can be used once. The database keeps
/// their hashes: almost 80 random bits cannot be guessed, so the hash need not be slow.
final class RecoveryCodes {

    private static final int COUNT = 10;
    private static final int LETTERS = 16;
    private static final int GROUP = 4;

    /// No letters and digits that look alike.
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private RecoveryCodes() {}

    /// Replaces the codes of a person.
    ///
    /// @param codes from [#draw]
    static void replace(Handle tx, PersonId person, List<String> codes) {
        remove(tx, person);
        for (String code : codes) {
            tx.createUpdate(
                            """
                            insert into recovery_codes (person_id, hash) values (:person, :hash)
                            """)
                    .bind("person", person.value())
                    .bind("hash", hash(code))
                    .execute();
        }
    }

    /// New codes, like `abcd-efgh-jkmn-pqrs`.
    static List<String> draw(RandomGenerator random) {
        return Stream.generate(() -> one(random)).distinct().limit(COUNT).toList();
    }

    private static String one(RandomGenerator random) {
        StringBuilder code = new StringBuilder();
        IntStream.range(0, LETTERS)
                .forEach(i -> {
                    if (i > 0 && i % GROUP == 0) {
                        code.append('-');
                    }
                    code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                });
        return code.toString();
    }

    /// Uses a code up.
    ///
    /// @return whether it was valid and unused
    static boolean use(Handle tx, PersonId person, String typed, Instant now) {
        return tx.createUpdate(
                                """
                                update recovery_codes set used_at = :now
                                where person_id = :person and hash = :hash and used_at is null
                                """)
                        .bind("now", now.toEpochMilli())
                        .bind("person", person.value())
                        .bind("hash", hash(typed))
                        .execute()
                == 1;
    }

    static int left(Handle tx, PersonId person) {
        return tx.createQuery(
                        """
                        select count(*) from recovery_codes
                        where person_id = :person and used_at is null
                        """)
                .bind("person", person.value())
                .mapTo(Integer.class)
                .one();
    }

    static void remove(Handle tx, PersonId person) {
        tx.createUpdate("delete from recovery_codes where person_id = :person")
                .bind("person", person.value())
                .execute();
    }

    /// Dashes, spaces and case do not matter; dashes only make a code easier to read.
    private static String hash(String code) {
        return Sha256.hex(code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""));
    }
}
