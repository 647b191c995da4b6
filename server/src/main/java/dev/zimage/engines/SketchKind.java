package dev.zimage.engines;

import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.sketch.SketchEngine;
import java.util.Optional;
import java.util.Set;

/// The typographic compositor, which needs no model.
final class SketchKind implements EngineKind {

    @Override
    public String name() {
        return "sketch";
    }

    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public Availability find(EngineSettings settings) {
        return new Availability.Available(plan());
    }

    EnginePlan plan() {
        return new Plan(this);
    }

    private record Plan(EngineKind kind) implements EnginePlan {

        @Override
        public String announcement() {
            return "Pictures come from the sketch engine, a compositor without a model.";
        }

        @Override
        public EngineFinding inspect() {
            return new EngineFinding.Quick(new SketchEngine(), Optional.empty());
        }

        @Override
        public ImageEngine open(LoadListener listener) {
            return new SketchEngine();
        }
    }
}
