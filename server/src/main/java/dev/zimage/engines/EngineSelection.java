package dev.zimage.engines;

import dev.zimage.config.EngineChoice;
import dev.zimage.engines.EngineKind.Availability;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which engine draws, by the settings and by what is installed. `auto` takes a model that is
/// whole, else the sketch engine; a kind or a folder that the settings name must be usable.
public sealed interface EngineSelection {

    /// What an inspection says about it.
    EngineFinding inspect();

    /// A selection that draws.
    sealed interface Usable extends EngineSelection {

        EnginePlan plan();

        /// What to tell whoever starts a server with it.
        String announcement();

        /// Writes to the log what is to be looked at, and what pictures are going to take.
        void log();
    }

    /// The engine that the settings ask for.
    record Selected(EnginePlan plan) implements Usable {

        private static final Logger log = LoggerFactory.getLogger(Selected.class);

        @Override
        public EngineFinding inspect() {
            return plan.inspect();
        }

        @Override
        public String announcement() {
            return plan.announcement();
        }

        @Override
        public void log() {
            plan.forecast().ifPresent(Selected::log);
        }

        private static void log(PictureForecast forecast) {
            forecast.problem()
                    .ifPresentOrElse(
                            problem ->
                                    log.warn(
                                            "{}, and {}; {}",
                                            forecast.summary(),
                                            problem,
                                            forecast.advice()),
                            () -> log.info("{}", forecast.summary()));
        }
    }

    /// The sketch engine in place of a model.
    ///
    /// @param reason why no model draws
    /// @param broken whether a model is installed, and cannot be used
    record StandIn(EnginePlan plan, String reason, boolean broken) implements Usable {

        private static final Logger log = LoggerFactory.getLogger(StandIn.class);

        @Override
        public EngineFinding inspect() {
            EngineFinding finding = plan.inspect();
            return broken && finding instanceof EngineFinding.Quick quick
                    ? new EngineFinding.Quick(quick.engine(), Optional.of(reason))
                    : finding;
        }

        /// That there is no model yet is no fault, and is said once: here.
        @Override
        public String announcement() {
            return broken ? plan.announcement() : plan.announcement() + "\nBecause " + reason + ".";
        }

        @Override
        public void log() {
            if (broken) {
                log.warn("{}; the sketch engine draws in its place", reason);
            }
        }
    }

    /// Nothing can draw as the settings want it.
    record Unusable(String reason) implements EngineSelection {

        @Override
        public EngineFinding inspect() {
            return new EngineFinding.Unusable(reason, "the server does not start with this");
        }
    }

    /// Selects by these settings.
    static EngineSelection of(EngineSettings settings) {
        EngineChoice choice = settings.engine().name();
        boolean automatic = choice == EngineChoice.AUTO;
        EngineKind kind = automatic ? EngineKinds.Z_IMAGE : EngineKinds.of(choice);
        boolean mayStandIn = automatic && settings.engine().weights().isEmpty();
        return switch (kind.find(settings)) {
            case Availability.Available(EnginePlan plan) -> new Selected(plan);
            case Availability.Missing(String reason) -> without(mayStandIn, reason, false);
            case Availability.Broken(String reason) -> without(mayStandIn, reason, true);
            case Availability.Misconfigured(String reason) -> new Unusable(reason);
        };
    }

    private static EngineSelection without(boolean mayStandIn, String reason, boolean broken) {
        return mayStandIn
                ? new StandIn(EngineKinds.SKETCH.plan(), reason, broken)
                : new Unusable(reason);
    }
}
