package dev.zimage.people;

import dev.zimage.accounts.AccountId;
import dev.zimage.database.NullableColumn;
import dev.zimage.webauthn.Credential;
import dev.zimage.webauthn.WebAuthn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The tables of passkeys.
final class PasskeyStore {

    private static final RowMapper<Passkey> PASSKEY =
            (row, context) ->
                    new Passkey(
                            row.getLong("id"),
                            row.getString("name"),
                            row.getString("relying_party"),
                            Instant.ofEpochMilli(row.getLong("created_at")),
                            NullableColumn.instant(row, "last_used_at"));

    private PasskeyStore() {}

    /// A passkey with what its use is checked against.
    ///
    /// @param handle what authenticators know the person by
    record Kept(long id, PersonId person, String handle, String host, Credential credential) {}

    /// What authenticators know a person by.
    ///
    /// @param fresh for a person who has no handle yet
    static String handle(Handle tx, PersonId person, String fresh) {
        return tx.createQuery(
                        """
                        update people set passkey_handle = coalesce(passkey_handle, :fresh)
                        where id = :person returning passkey_handle
                        """)
                .bind("fresh", fresh)
                .bind("person", person.value())
                .mapTo(String.class)
                .one();
    }

    /// @return empty when the credential is somebody's already
    static Optional<Passkey> insert(
            Handle tx, PersonId person, String host, String name, Credential made, Instant now) {
        return tx.createQuery(
                        """
                        insert into passkeys
                          (person_id, relying_party, credential_id, credential, transports,
                           sign_count, backup_eligible, backed_up, name, created_at)
                        values (:person, :host, :id, :data, :transports, :count, :eligible,
                                :backedUp, :name, :now)
                        on conflict (credential_id) do nothing
                        returning *
                        """)
                .bind("person", person.value())
                .bind("host", host)
                .bind("id", made.id())
                .bind("data", made.data())
                .bind("transports", made.transports())
                .bind("count", made.signCount())
                .bind("eligible", made.backupEligible() ? 1 : 0)
                .bind("backedUp", made.backedUp() ? 1 : 0)
                .bind("name", name)
                .bind("now", now.toEpochMilli())
                .map(PASSKEY)
                .findOne();
    }

    static List<Passkey> of(Handle tx, PersonId person) {
        return tx.createQuery("select * from passkeys where person_id = :person order by id")
                .bind("person", person.value())
                .map(PASSKEY)
                .list();
    }

    /// The ids of a person's credentials for a host.
    static List<String> credentials(Handle tx, PersonId person, String host) {
        return tx.createQuery(
                        """
                        select credential_id from passkeys
                        where person_id = :person and relying_party = :host order by id
                        """)
                .bind("person", person.value())
                .bind("host", host)
                .mapTo(String.class)
                .list();
    }

    static Optional<Kept> find(Handle tx, String credential) {
        return tx.createQuery(
                        """
                        select k.*, p.passkey_handle from passkeys k
                        join people p on p.id = k.person_id where k.credential_id = :credential
                        """)
                .bind("credential", credential)
                .map((row, context) ->
                        new Kept(
                                row.getLong("id"),
                                new PersonId(row.getLong("person_id")),
                                row.getString("passkey_handle"),
                                row.getString("relying_party"),
                                new Credential(
                                        row.getString("credential_id"),
                                        row.getString("credential"),
                                        row.getString("transports"),
                                        row.getLong("sign_count"),
                                        row.getInt("backup_eligible") == 1,
                                        row.getInt("backed_up") == 1)))
                .findOne();
    }

    /// Records a use.
    ///
    /// @return whether the passkey is still there, and its counter went up or does not count
    static boolean use(Handle tx, Kept kept, WebAuthn.Use use, Instant now) {
        return tx.createUpdate(
                                """
                                update passkeys
                                set sign_count = :count, backed_up = :backedUp, last_used_at = :now
                                where id = :id and credential_id = :credential
                                  and (sign_count < :count or sign_count = 0 and :count = 0)
                                """)
                        .bind("count", use.signCount())
                        .bind("backedUp", use.backedUp() ? 1 : 0)
                        .bind("now", now.toEpochMilli())
                        .bind("id", kept.id())
                        .bind("credential", kept.credential().id())
                        .execute()
                == 1;
    }

    /// Removes a passkey of a person.
    ///
    /// @return its name; empty when the person has no such passkey
    static Optional<String> remove(Handle tx, PersonId person, long id) {
        return tx.createQuery(
                        """
                        delete from passkeys where person_id = :person and id = :id returning name
                        """)
                .bind("person", person.value())
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /// Removes all passkeys of a person.
    ///
    /// @return their names
    static List<String> removeAll(Handle tx, PersonId person) {
        return tx.createQuery("delete from passkeys where person_id = :person returning name")
                .bind("person", person.value())
                .mapTo(String.class)
                .list();
    }

    /// How many passkeys the people of some accounts have; those without any are left out.
    static Map<PersonId, Integer> counts(Handle tx, Collection<AccountId> accounts) {
        return tx
                .createQuery(
                        """
                        select k.person_id, count(*) from passkeys k
                        join people p on p.id = k.person_id
                        where p.account_id in (<accounts>) group by k.person_id
                        """)
                .bindList("accounts", accounts.stream().map(AccountId::value).toList())
                .map((row, context) -> Map.entry(new PersonId(row.getLong(1)), row.getInt(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
