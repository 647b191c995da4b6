package dev.zimage.server;

import dev.zimage.database.Database;
import dev.zimage.database.DatabaseLoad;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/// How busy the database is, for `/metrics`.
final class DatabaseMetrics {

    private DatabaseMetrics() {}

    static void watch(Database database, MeterRegistry registry) {
        gauge(registry, database, "connections.used", "Connections in use", DatabaseLoad::inUse);
        gauge(registry, database, "connections.most", "Connections at most", DatabaseLoad::most);
        gauge(
                registry,
                database,
                "connections.awaited",
                "Threads that wait for a connection",
                DatabaseLoad::waitingCallers);
        gauge(
                registry,
                database,
                "changes.waiting",
                "Changes that wait for a grouped commit",
                DatabaseLoad::waitingChanges);
        count(registry, database, "commits", "Grouped commits", DatabaseLoad::commits);
        count(
                registry,
                database,
                "changes",
                "Changes that grouped commits stored",
                DatabaseLoad::changes);
    }

    private static void gauge(
            MeterRegistry registry,
            Database database,
            String name,
            String description,
            ToDoubleFunction<DatabaseLoad> value) {
        Gauge.builder("zimage.database." + name, database, one -> value.applyAsDouble(one.load()))
                .description(description)
                .register(registry);
    }

    private static void count(
            MeterRegistry registry,
            Database database,
            String name,
            String description,
            ToDoubleFunction<DatabaseLoad> value) {
        FunctionCounter.builder(
                        "zimage.database." + name, database, one -> value.applyAsDouble(one.load()))
                .description(description)
                .register(registry);
    }
}
