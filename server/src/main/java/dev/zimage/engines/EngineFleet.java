package dev.zimage.engines;

import dev.zimage.config.Config;
import dev.zimage.config.OfferedModel;
import dev.zimage.config.UpstreamConfig;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.engines.EngineKind.Availability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All engines of an installation by its settings: the usual one, and those on other servers that
/// models name.
///
/// @param usual draws the models that name no engine, and `z-image` in any case
/// @param others by name
/// @param byModel the names of engines that models have of their own
public record EngineFleet(
        EngineSelection usual, Map<String, Availability> others, Map<String, String> byModel) {

    /// Looks for the engines of these settings. Opens nothing.
    public static EngineFleet of(EngineSettings settings) {
        EngineSettings.Remote remote = settings.remote();
        Optional<String> ofZImage =
                Optional.ofNullable(remote.models().get(OfferedModel.Z_IMAGE))
                        .flatMap(OfferedModel::engine);
        Map<String, Availability> others = new TreeMap<>();
        for (UpstreamConfig engine : remote.engines().values()) {
            if (!ofZImage.filter(engine.name()::equals).isPresent()) {
                others.put(engine.name(), find(engine.name(), settings));
            }
        }
        EngineSelection usual =
                ofZImage.map(name -> find(name, settings))
                        .map(EngineFleet::selected)
                        .orElseGet(() -> EngineSelection.of(settings));
        return new EngineFleet(usual, others, byModel(remote.models()));
    }

    /// The name of the engine that draws the models which name none.
    public static String usualName(Config config) {
        return Optional.ofNullable(config.models().get(OfferedModel.Z_IMAGE))
                .flatMap(OfferedModel::engine)
                .orElseGet(() -> EngineKinds.of(config.engine().name()).name());
    }

    /// The names of all engines that the models of these settings need.
    public static Set<String> neededNames(Config config) {
        Set<String> names = new TreeSet<>(byModel(config.models()).values());
        names.add(usualName(config));
        return names;
    }

    /// The engines of a process that takes orders for others to draw.
    public static Engines elsewhere(Config config) {
        return Engines.elsewhere(usualName(config), byModel(config.models()));
    }

    private static Availability find(String name, EngineSettings settings) {
        UpstreamConfig engine = settings.remote().engines().get(name);
        return new UpstreamKind(Objects.requireNonNull(engine, () -> "no engine " + name))
                .find(settings);
    }

    private static EngineSelection selected(Availability found) {
        return switch (found) {
            case Availability.Available(EnginePlan plan) -> new EngineSelection.Selected(plan);
            case Availability.Missing(String reason) -> new EngineSelection.Unusable(reason);
            case Availability.Broken(String reason) -> new EngineSelection.Unusable(reason);
            case Availability.Misconfigured(String reason) -> new EngineSelection.Unusable(reason);
        };
    }

    private static Map<String, String> byModel(Map<String, OfferedModel> models) {
        Map<String, String> names = new HashMap<>();
        models.forEach((id, model) -> model.engine().ifPresent(name -> names.put(id, name)));
        return names;
    }

    /// Why a server cannot draw with these; empty when it can.
    public Optional<String> problem() {
        List<EngineSelection> all = new ArrayList<>(List.of(usual));
        others.values().stream().map(EngineFleet::selected).forEach(all::add);
        return all.stream()
                .filter(EngineSelection.Unusable.class::isInstance)
                .map(unusable -> ((EngineSelection.Unusable) unusable).reason())
                .findFirst();
    }

    /// What an inspection says about each engine, by a name for the report.
    public Map<String, EngineFinding> inspect() {
        Map<String, EngineFinding> findings = new LinkedHashMap<>();
        findings.put("engine", usual.inspect());
        others.forEach((name, found) -> findings.put("engine " + name, selected(found).inspect()));
        return findings;
    }

    /// The engine that is selected for most models.
    ///
    /// @throws IllegalStateException when there is a [#problem]
    public EngineSelection.Usable usable() {
        if (usual instanceof EngineSelection.Usable usable) {
            return usable;
        }
        throw new IllegalStateException("there is a problem: " + problem());
    }

    /// Opens all engines, and the sketch engine for test keys.
    ///
    /// @throws IllegalStateException when there is a [#problem]
    public Engines open(LoadListener listener) {
        List<Engines.Entry> entries = new ArrayList<>();
        EnginePlan plan = usable().plan();
        ImageEngine first = opened(plan, listener, entries);
        ImageEngine test =
                plan.kind() == EngineKinds.SKETCH
                        ? first
                        : opened(EngineKinds.SKETCH.plan(), listener, entries);
        for (Availability other : others.values()) {
            if (other instanceof Availability.Available(EnginePlan one)) {
                var _ = opened(one, listener, entries);
            }
        }
        return new Engines(entries, byModel, first, test);
    }

    /// Other servers have limits of their own, which those of this machine do not change.
    private static ImageEngine opened(
            EnginePlan plan, LoadListener listener, List<Engines.Entry> entries) {
        ImageEngine engine = plan.open(listener);
        boolean remote = plan.kind() instanceof UpstreamKind;
        entries.add(new Engines.Entry(engine, remote ? engine.bestAtOnce() : 0));
        return engine;
    }
}
