package dev.zimage.tasks.lookup;

import dev.zimage.accounts.KeyId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Which tasks of an account are meant; null and empty stand for all.
///
/// @param key that they were ordered with
/// @param text that the prompt contains, in whatever case
/// @param days on which they were ordered
/// @param aspectRatio like `16:9`
/// @param model its id
/// @param favouritesOf the id of a person who has starred them
public record TaskFilter(
        StatusFilter status,
        @Nullable KeyId key,
        String text,
        TaskFilter.Days days,
        String aspectRatio,
        String model,
        @Nullable Long favouritesOf) {

    private static final String AFTER_ALL_IDS = "g";

    /// The first and the last day, in UTC.
    public record Days(@Nullable LocalDate first, @Nullable LocalDate last) {

        public static final Days ALL = new Days(null, null);

        /// Ids begin with the time at which they were made.
        private static String idsFrom(LocalDate day) {
            long millis = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            return millis < 0 ? "" : "%012x".formatted(millis);
        }

        String lowestId() {
            return first == null ? "" : idsFrom(first);
        }

        String aboveAllIds() {
            return last == null ? AFTER_ALL_IDS : idsFrom(last.plusDays(1));
        }
    }

    /// The tasks of a status, of a key or any, whose prompts contain a text.
    public TaskFilter(StatusFilter status, @Nullable KeyId key, String text) {
        this(status, key, text, Days.ALL, "", "", null);
    }

    static TaskFilter of(StatusFilter status) {
        return new TaskFilter(status, null, "");
    }

    /// Whether many tasks may have to be passed over to find a few.
    boolean isSelective() {
        return favouritesOf == null && (key != null || !aspectRatio.isEmpty() || !model.isEmpty());
    }

    /// What the database is asked for beside the status, as a part of a condition.
    String conditions() {
        return (key == null ? "" : " and key_id = :key")
                + (aspectRatio.isEmpty() ? "" : " and aspect_ratio = :ratio")
                + (model.isEmpty() ? "" : " and model = :model");
    }

    void bindTo(Query query) {
        if (key != null) {
            query.bind("key", key.value());
        }
        if (favouritesOf != null) {
            query.bind("person", favouritesOf);
        }
        query.bind("ratio", aspectRatio).bind("model", model);
    }
}
