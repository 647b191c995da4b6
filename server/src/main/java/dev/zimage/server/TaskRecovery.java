package dev.zimage.server;

import dev.zimage.accounts.Mode;
import dev.zimage.config.Config;
import dev.zimage.engines.Engines;
import dev.zimage.tasks.Tasks;
import java.util.Optional;

/// Takes up the tasks of processes that are gone.
///
/// @param engines of this process
record TaskRecovery(Tasks tasks, Config config, Engines engines) {

    /// @param alone whether this is the only process on the database: then every holder of a lease
    ///   is dead, and its tasks need not wait for the lease to expire
    void takeUpWhatWasLeft(boolean alone) {
        if (alone) {
            tasks.sweeper().expireAllLeases();
        }
        tasks.sweeper().takeBackLost();
        tasks.offers().renew(config.models().keySet());
        tasks.sweeper().failModelsGone();
        adoptOrphans();
    }

    /// The tasks of an engine that nobody has any more go to the one that draws their model now.
    void adoptOrphans() {
        if (config.server().role().draws()) {
            tasks.sweeper().adoptOrphans(tasks.presence().engines(), this::engineOf);
        }
    }

    private Optional<String> engineOf(String model) {
        return config.models().containsKey(model)
                ? Optional.of(engines.of(model, Mode.LIVE).name())
                : Optional.empty();
    }
}
