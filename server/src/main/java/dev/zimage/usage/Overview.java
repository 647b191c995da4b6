package dev.zimage.usage;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyId;
import dev.zimage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// What all accounts had drawn over time, for operators: pictures, credits, failures and waiting
/// times, by the hour or day in which tasks ended. Safe for use by any number of threads.
public final class Overview {

    private final Database database;
    private final Clock clock;

    /// A length of time up to now.
    public enum Span {
        DAY(24, 1),
        WEEK(7, 24),
        MONTH(30, 24);

        private final int points;
        private final int hours;

        Span(int points, int hours) {
            this.points = points;
            this.hours = hours;
        }

        /// How many hours one point of it covers.
        public int hours() {
            return hours;
        }
    }

    /// Whose tasks are counted; null stands for all.
    public record Filter(
            @Nullable AccountId account,
            @Nullable KeyId key,
            @Nullable String model,
            @Nullable String engine) {

        /// All tasks.
        public static final Filter ALL = new Filter(null, null, null, null);

        private boolean isOfAllAccounts() {
            return account == null && key == null;
        }

        /// The values that it asks for, by the names of their columns.
        Map<String, Object> columns() {
            Map<String, Object> columns = new LinkedHashMap<>();
            if (account != null) {
                columns.put("account_id", account.value());
            }
            if (key != null) {
                columns.put("key_id", key.value());
            }
            if (model != null) {
                columns.put("model", model);
            }
            if (engine != null) {
                columns.put("engine", engine);
            }
            return columns;
        }
    }

    /// What some tasks add up to.
    ///
    /// @param redrawn pictures that a text check had drawn beyond the first
    /// @param credits that were paid for the completed ones
    public record Amounts(long completed, long failed, long redrawn, Credits credits) {

        static final Amounts NONE = new Amounts(0, 0, 0, Credits.ZERO);

        /// The sum of these and those of other tasks.
        public Amounts plus(Amounts other) {
            return new Amounts(
                    completed + other.completed,
                    failed + other.failed,
                    redrawn + other.redrawn,
                    credits.plus(other.credits));
        }
    }

    /// One point in time of a span.
    ///
    /// @param waitMedian milliseconds, null when no task was begun
    /// @param waitP95 the 95th percentile in milliseconds
    public record Point(
            Instant from, Amounts amounts, @Nullable Long waitMedian, @Nullable Long waitP95) {}

    /// What the tasks of a model came to on an engine.
    public record OfModel(String model, String engine, Amounts amounts) {}

    /// What the tasks of a key came to.
    public record OfKey(
            AccountId account, String accountName, KeyId key, String keyName, Amounts amounts) {}

    /// The figures of a span.
    ///
    /// @param failures how many by the number of the error
    public record Report(
            Point total,
            List<Point> points,
            Map<Integer, Long> failures,
            List<OfModel> models,
            List<OfKey> keys) {}

    private record Cell(
            long at,
            String model,
            String engine,
            int code,
            int range,
            long tasks,
            long redrawn,
            Credits credits) {

        Amounts amounts() {
            return new Amounts(code == 0 ? tasks : 0, code == 0 ? 0 : tasks, redrawn, credits);
        }
    }

    Overview(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// The first moment of a span that ends now.
    public Instant from(Span span) {
        return Instant.ofEpochMilli(first(span) * span.hours * TaskFigures.HOUR);
    }

    private long first(Span span) {
        return clock.millis() / TaskFigures.HOUR / span.hours - span.points + 1;
    }

    /// Sums up the tasks that ended in a span. Its parts are read one after the other, so a task
    /// that ends meanwhile may be in some of them only.
    public Report report(Span span, Filter filter) {
        long first = first(span);
        return database.read(tx -> {
            List<Cell> cells = cells(tx, span, filter);
            return new Report(
                    point(first, span, cells),
                    LongStream.range(first, first + span.points)
                            .mapToObj(at ->
                                    point(
                                            at,
                                            span,
                                            cells.stream().filter(cell -> cell.at == at).toList()))
                            .toList(),
                    failures(cells),
                    models(cells),
                    keys(tx, span, filter));
        });
    }

    private static Point point(long at, Span span, List<Cell> cells) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(Waits.RANGES, 0L));
        Amounts sum = Amounts.NONE;
        for (Cell cell : cells) {
            sum = sum.plus(cell.amounts());
            if (cell.range != Waits.NEVER) {
                counts.set(cell.range, counts.get(cell.range) + cell.tasks);
            }
        }
        Waits waits = new Waits(counts);
        return new Point(
                Instant.ofEpochMilli(at * span.hours * TaskFigures.HOUR),
                sum,
                waits.percentile(0.5),
                waits.percentile(0.95));
    }

    private static Map<Integer, Long> failures(List<Cell> cells) {
        Map<Integer, Long> failures = new TreeMap<>();
        cells.stream()
                .filter(cell -> cell.code != 0)
                .forEach(cell -> failures.merge(cell.code, cell.tasks, Long::sum));
        return failures;
    }

    /// For all accounts together, most days are summed up already.
    private List<Cell> cells(Handle tx, Span span, Filter filter) {
        String hours =
                "select hour, model, engine, code, wait, tasks, redrawn, credits from task_hours"
                        + " where %s";
        String source =
                filter.isOfAllAccounts()
                        ? hours
                                + " and hour >= "
                                + TaskFigures.UNFOLDED
                                + " union all select * from task_days where %s"
                        : hours;
        return query(
                        tx,
                        """
                        select hour / :step as part, model, engine, code, wait,
                               sum(tasks), sum(redrawn), sum(credits)
                        from (
                        """
                                + source
                                + ") s group by part, model, engine, code, wait",
                        span,
                        filter)
                .bind("step", span.hours)
                .map((row, context) ->
                        new Cell(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                row.getInt(5),
                                row.getLong(6),
                                row.getLong(7),
                                new Credits(row.getLong(8))))
                .list();
    }

    private static List<OfModel> models(List<Cell> cells) {
        return cells.stream()
                .collect(
                        Collectors.groupingBy(
                                cell -> List.of(cell.model, cell.engine),
                                LinkedHashMap::new,
                                Collectors.reducing(Amounts.NONE, Cell::amounts, Amounts::plus)))
                .entrySet()
                .stream()
                .map(each ->
                        new OfModel(
                                each.getKey().getFirst(), each.getKey().getLast(), each.getValue()))
                .toList();
    }

    private static final String SUMS =
            """
            sum(case when code = 0 then tasks else 0 end) as completed,
            sum(case when code = 0 then 0 else tasks end) as failed,
            sum(redrawn) as redrawn, sum(credits) as credits
            """;

    private List<OfKey> keys(Handle tx, Span span, Filter filter) {
        return query(
                        tx,
                        "select s.*, a.name as account_name, k.name as key_name from (select"
                                + " account_id, key_id, "
                                + SUMS
                                + " from task_hours where %s group by account_id, key_id) s"
                                + " join accounts a on a.id = s.account_id"
                                + " join api_keys k on k.id = s.key_id"
                                + " order by s.completed + s.failed desc, s.key_id",
                        span,
                        filter)
                .map((row, context) ->
                        new OfKey(
                                new AccountId(row.getLong("account_id")),
                                row.getString("account_name"),
                                new KeyId(row.getLong("key_id")),
                                row.getString("key_name"),
                                amounts(row)))
                .list();
    }

    private static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(
                row.getLong("completed"),
                row.getLong("failed"),
                row.getLong("redrawn"),
                new Credits(row.getLong("credits")));
    }

    private Query query(Handle tx, String sql, Span span, Filter filter) {
        Map<String, Object> columns = filter.columns();
        String conditions =
                columns.keySet().stream()
                        .map(column -> " and " + column + " = :" + column)
                        .collect(Collectors.joining("", "hour >= :from", ""));
        return tx.createQuery(sql.replace("%s", conditions))
                .bind("from", first(span) * span.hours)
                .bindMap(columns);
    }
}
