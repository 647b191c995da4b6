package dev.zimage.tasks.queue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/// The part of a query of tasks that leaves out those of models which are not offered here.
///
/// @param models that are offered here; empty for all
record ModelFilter(Optional<Set<String>> models) {

    String condition() {
        return models.isPresent() ? "and model in (<models>)" : "";
    }

    Query bind(Query query) {
        return models.isPresent() ? query.bindList("models", List.copyOf(models.get())) : query;
    }
}
