package dev.zimage.engines;

import dev.zimage.accounts.Mode;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.Readiness;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The engines of this process, and which of them draws a model. Tasks keep the name of their
/// engine; it is claimed by the workers of that engine alone.
public final class Engines implements AutoCloseable {

    private final Map<String, Entry> byName;
    private final Map<String, String> byModel;
    private final ImageEngine usual;
    private final ImageEngine test;
    private final Set<String> offered;

    /// One engine.
    ///
    /// @param atOnce how many pictures it draws at once, 0 for what suits it
    public record Entry(ImageEngine engine, int atOnce) {

        /// How many pictures it draws at once, at least 1.
        public int workers() {
            return atOnce == 0 ? Math.max(1, engine.bestAtOnce()) : atOnce;
        }
    }

    /// @param usual draws for live keys
    /// @param test draws for test keys
    public Engines(ImageEngine usual, ImageEngine test) {
        this(usual, test, 0);
    }

    /// @param atOnce how many pictures each draws at once, 0 for what suits it
    public Engines(ImageEngine usual, ImageEngine test, int atOnce) {
        this(List.of(new Entry(usual, atOnce), new Entry(test, atOnce)), Map.of(), usual, test);
    }

    /// @param entries all engines, those below included; engines have different names
    /// @param byModel the name of the engine that draws a model, for models that have one of their
    ///   own
    /// @param usual draws the other models
    /// @param test draws every model for test keys
    public Engines(
            List<Entry> entries, Map<String, String> byModel, ImageEngine usual, ImageEngine test) {
        this(entries, byModel, usual, test, Set.of());
    }

    private Engines(
            List<Entry> entries,
            Map<String, String> byModel,
            ImageEngine usual,
            ImageEngine test,
            Set<String> offered) {
        this.byName = new LinkedHashMap<>();
        entries.forEach(entry -> byName.putIfAbsent(entry.engine().name(), entry));
        this.byModel = Map.copyOf(byModel);
        this.usual = usual;
        this.test = test;
        this.offered = Set.copyOf(offered);
    }

    /// Engines that only other processes have: of live keys, and of test keys.
    ///
    /// @param usual the name of the engine of live keys
    public static Engines elsewhere(String usual) {
        return elsewhere(usual, Map.of());
    }

    /// The same with models that have an engine of their own.
    ///
    /// @param byModel the names of their engines, which other processes have too
    static Engines elsewhere(String usual, Map<String, String> byModel) {
        Map<String, ImageEngine> engines = new LinkedHashMap<>();
        String test = EngineKinds.SKETCH.name();
        Stream.concat(Stream.of(usual, test), byModel.values().stream())
                .forEach(name -> engines.putIfAbsent(name, new RemoteEngine(name)));
        return new Engines(
                engines.values().stream().map(engine -> new Entry(engine, 0)).toList(),
                byModel,
                Objects.requireNonNull(engines.get(usual)),
                Objects.requireNonNull(engines.get(test)));
    }

    /// The same engines; those without a limit of their own draw this many pictures at once.
    public Engines withWorkers(int count) {
        List<Entry> entries =
                byName.values().stream()
                        .map(entry ->
                                entry.atOnce() == 0 ? new Entry(entry.engine(), count) : entry)
                        .toList();
        return new Engines(entries, byModel, usual, test, offered);
    }

    /// The same engines, which draw these models and no others.
    public Engines offering(Set<String> models) {
        return new Engines(List.copyOf(byName.values()), byModel, usual, test, models);
    }

    /// The models that are drawn here, where not all are.
    public Optional<Set<String>> offered() {
        return offered.isEmpty() ? Optional.empty() : Optional.of(offered);
    }

    /// The engine that draws a model for keys of this mode.
    public ImageEngine of(String model, Mode mode) {
        return switch (mode) {
            case LIVE -> {
                String name = byModel.get(model);
                yield name == null ? usual : named(name).orElseThrow();
            }
            case TEST -> test;
        };
    }

    /// The engine of models that name none. It also takes tasks whose engine is gone.
    public ImageEngine usual() {
        return usual;
    }

    /// Each engine once.
    public List<ImageEngine> all() {
        return byName.values().stream().map(Entry::engine).toList();
    }

    /// Those that draw in this process.
    public List<ImageEngine> here() {
        return all().stream().filter(engine -> !isElsewhere(engine.name())).toList();
    }

    /// Whether only other processes draw with the engine of this name.
    public boolean isElsewhere(String name) {
        return named(name).filter(RemoteEngine.class::isInstance).isPresent();
    }

    /// How many pictures the engine of this name draws at once.
    public int workersOf(String name) {
        Entry entry = byName.get(name);
        return entry == null ? 1 : entry.workers();
    }

    /// What the engine of this name has measured.
    ///
    /// @param model that draws the picture
    public Optional<Duration> expected(String name, String model, ImageSize size) {
        return named(name).flatMap(engine -> engine.expected(model, size));
    }

    /// The characters of a text that the engine of this name has no glyphs for.
    public String missingCharacters(String name, String text) {
        return named(name).map(engine -> engine.missingCharacters(text)).orElse("");
    }

    /// The words of a prompt for things that the engine of this name cannot draw.
    public List<String> undrawnWords(String name, String prompt) {
        return named(name).map(engine -> engine.undrawnWords(prompt)).orElse(List.of());
    }

    /// Whether an engine for live keys draws now, and the one for test keys too. One engine of
    /// several that does not answer does not make the process unready.
    public boolean areReady() {
        return test.readiness() instanceof Readiness.Ready
                && live().anyMatch(engine -> engine.readiness() instanceof Readiness.Ready);
    }

    /// Whether every engine for live keys has failed until an operator repairs it.
    public boolean haveFailed() {
        return live().allMatch(engine -> engine.readiness() instanceof Readiness.Failed);
    }

    /// The engine of test keys.
    public ImageEngine test() {
        return test;
    }

    /// Those for live keys. The one of test keys is left out, unless there is no other.
    public Stream<ImageEngine> live() {
        String sandbox = test.name();
        return all().stream()
                .filter(engine -> !engine.name().equals(sandbox) || usual.name().equals(sandbox));
    }

    private Optional<ImageEngine> named(String name) {
        return Optional.ofNullable(byName.get(name)).map(Entry::engine);
    }

    /// Closes all, each once.
    @Override
    public void close() {
        all().reversed().forEach(ImageEngine::close);
    }
}
