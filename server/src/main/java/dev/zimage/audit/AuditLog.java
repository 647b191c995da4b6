package dev.zimage.audit;

import dev.zimage.actor.Actor;
import dev.zimage.database.Database;
import dev.zimage.database.NullableColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who changed what, when and from where. An entry is written in the transaction of its change, so
/// neither exists without the other. Safe for use by any number of threads and processes.
public final class AuditLog {

    /// The name by which a filter finds people, keys and command lines outside an account.
    public static final String OPERATOR = "operator";

    /// Anybody can cause any number of failed sign-ins, which must not fill the disk.
    private static final int MAX_FAILURES = 100_000;

    private static final RowMapper<AuditEntry> ENTRY =
            (row, context) ->
                    new AuditEntry(
                            row.getLong("id"),
                            Instant.ofEpochMilli(row.getLong("at")),
                            actor(row),
                            change(row),
                            row.getString("account_name"));

    private final Database database;

    private AuditLog(Database database) {
        this.database = database;
    }

    /// Opens the feature.
    public static AuditLog open(Database database) {
        return new AuditLog(database);
    }

    /// Which entries are wanted; null and empty stand for all.
    ///
    /// @param account that the entries concern
    /// @param inside whether an account's people ask, to whom all from outside are [#OPERATOR]
    /// @param actor a part of the name of who acted, or a kind like `command-line`
    /// @param target a part of the name or the id of what was changed
    /// @param day in UTC
    public record Filter(
            @Nullable Long account,
            String actor,
            @Nullable AuditAction action,
            String target,
            @Nullable LocalDate day,
            boolean inside) {

        /// Every entry.
        public static final Filter NONE = new Filter(null, "", null, "", null);

        /// As operators ask.
        public Filter(
                @Nullable Long account,
                String actor,
                @Nullable AuditAction action,
                String target,
                @Nullable LocalDate day) {
            this(account, actor, action, target, day, false);
        }

        /// The same, as the people of the account ask.
        public Filter fromInside() {
            return new Filter(account, actor, action, target, day, true);
        }
    }

    /// Records a change in the transaction that makes it, by whoever acts now.
    ///
    /// @param now by the clock of the installation
    public static void record(Handle tx, Instant now, AuditChange change) {
        record(tx, now, Actor.current(), change);
    }

    /// The same, for somebody who has only now become known.
    public static void record(Handle tx, Instant now, Actor actor, AuditChange change) {
        tx.createUpdate(
                        """
                        insert into audit_log
                          (at, action, actor_kind, actor, actor_account, account_id, target_id,
                           target, facts_before, facts_after, address, request_id)
                        values (:at, :action, :kind, :actor, :actorAccount, :account, :targetId,
                                :target, :before, :after, :address, :request)
                        """)
                .bind("at", now.toEpochMilli())
                .bind("action", change.action().label())
                .bind("kind", actor.kind().label())
                .bind("actor", actor.name())
                .bind("actorAccount", actor.account())
                .bind("account", change.account())
                .bind("targetId", change.target().id())
                .bind("target", change.target().name())
                .bind("before", change.before().json())
                .bind("after", change.after().json())
                .bind("address", actor.address())
                .bind("request", actor.requestId())
                .execute();
    }

    /// Records a change in the transaction that makes it, unless it changes nothing.
    public static void recordDifference(Handle tx, Instant now, AuditChange change) {
        if (!change.before().isEmpty() || !change.after().isEmpty()) {
            record(tx, now, change);
        }
    }

    /// The entries that match a filter, newest first.
    ///
    /// @param before only entries with a smaller id; null for the newest
    public List<AuditEntry> entries(Filter filter, @Nullable Long before, int limit) {
        return database.read(tx ->
                query(tx, filter)
                        .bind("before", before == null ? Long.MAX_VALUE : before)
                        .bind("limit", limit)
                        .map(ENTRY)
                        .list());
    }

    private static Query query(Handle tx, Filter filter) {
        LocalDate day = filter.day;
        Query query =
                tx.createQuery(
                        """
                        select e.*, a.name as account_name
                        from audit_log e left join accounts a on a.id = e.account_id
                        where e.id < :before\
                        """
                                + conditions(filter)
                                + "\norder by e.id desc limit :limit");
        if (filter.account != null) {
            query.bind("account", filter.account);
        }
        if (filter.action != null) {
            query.bind("action", filter.action.label());
        }
        if (day != null) {
            query.bind("from", millis(day)).bind("to", millis(day.plusDays(1)));
        }
        return query.bind("actor", filter.actor).bind("target", filter.target);
    }

    private static String conditions(Filter filter) {
        return (filter.account == null ? "" : " and e.account_id = :account")
                + (filter.action == null ? "" : " and e.action = :action")
                + (filter.day == null ? "" : " and e.at >= :from and e.at < :to")
                + actor(filter)
                + (filter.target.isEmpty()
                        ? ""
                        : " and (<position>(e.target, :target) > 0 or e.target_id = :target)");
    }

    private static String actor(Filter filter) {
        if (filter.actor.isEmpty()) {
            return "";
        }
        String outside =
                "(e.actor_kind in ('person', 'key', 'command-line')"
                        + " and e.actor_account is distinct from :account)";
        String named = "(<position>(e.actor, :actor) > 0 or e.actor_kind = :actor)";
        return !filter.inside
                ? " and " + named
                : filter.actor.equals(OPERATOR)
                        ? " and " + outside
                        : " and not " + outside + " and " + named;
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /// Deletes entries that are older than `kept`. To be called periodically.
    ///
    /// @return how many were deleted
    public int forgetOld(Instant now, Duration kept) {
        return database.write(tx ->
                tx.createUpdate("delete from audit_log where at <= :old")
                                .bind("old", now.minus(kept).toEpochMilli())
                                .execute()
                        + forgetFailures(tx));
    }

    private static int forgetFailures(Handle tx) {
        return tx.createUpdate(
                        """
                        delete from audit_log
                        where action = :failed and id <= (
                          select id from audit_log where action = :failed
                          order by id desc limit 1 offset :most)
                        """)
                .bind("failed", AuditAction.SIGN_IN_FAILED.label())
                .bind("most", MAX_FAILURES)
                .execute();
    }

    private static Actor actor(ResultSet row) throws SQLException {
        return new Actor(
                Actor.Kind.of(row.getString("actor_kind")),
                row.getString("actor"),
                NullableColumn.number(row, "actor_account"),
                row.getString("address"),
                row.getString("request_id"));
    }

    private static AuditChange change(ResultSet row) throws SQLException {
        return new AuditChange(
                AuditAction.of(row.getString("action")).orElseThrow(),
                NullableColumn.number(row, "account_id"),
                new AuditTarget(row.getString("target_id"), row.getString("target")),
                Facts.parse(row.getString("facts_before")),
                Facts.parse(row.getString("facts_after")));
    }
}
