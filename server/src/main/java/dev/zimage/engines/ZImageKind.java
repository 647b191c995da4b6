package dev.zimage.engines;

import dev.zimage.config.Config;
import dev.zimage.config.OfferedModel;
import dev.zimage.config.PrecisionChoice;
import dev.zimage.config.TextEncoderChoice;
import dev.zimage.engine.Fault;
import dev.zimage.engine.hub.FolderState;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.lora.LoraSet;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.precision.Precision;
import dev.zimage.engine.weights.FileProblem;
import dev.zimage.engine.zimage.ModelStyle;
import dev.zimage.engine.zimage.SamplingOptions;
import dev.zimage.engine.zimage.TextEncoderUse;
import dev.zimage.engine.zimage.ZImageOptions;
import dev.zimage.models.PictureSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// The model in this process.
final class ZImageKind implements EngineKind {

    /// Folders of models, the one that is taken first where both are there.
    private static final List<String> USUAL_MODELS = List.of("z-image-turbo", "z-image");

    private static final long MEGABYTE = 1_000_000;

    @Override
    public String name() {
        return "z-image";
    }

    @Override
    public Set<String> settings() {
        return Set.of(
                "weights",
                "cache",
                "lora",
                "precision",
                "steps",
                "guidance",
                "negative_prompt",
                "threads",
                "text_encoder",
                "memory_mb");
    }

    @Override
    public Availability find(EngineSettings settings) {
        Path folder = weights(settings);
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)
                && FileProblem.deadLink(folder).isEmpty()) {
            return new Availability.Missing(
                    "no model is installed: there is no folder "
                            + folder
                            + "; `zimage pull` or the console fetches one (33 GB)");
        }
        return fault(folder)
                .<Availability>map(Availability.Broken::new)
                .or(() -> faultOfLoras(folder, settings).map(Availability.Misconfigured::new))
                .orElseGet(() ->
                        new Availability.Available(
                                new ZImagePlan(this, options(settings), settings)));
    }

    private static Path weights(EngineSettings settings) {
        return settings.engine().weights().orElseGet(() -> usualWeights(settings));
    }

    private static Path usualWeights(EngineSettings settings) {
        List<Path> folders = USUAL_MODELS.stream().map(settings.models()::resolve).toList();
        return folders.stream()
                .filter(folder -> !Files.notExists(folder, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(folders.getFirst());
    }

    /// Why the model in a folder cannot be used; empty when it can.
    private static Optional<String> fault(Path folder) {
        return switch (FolderState.of(folder)) {
            case FolderState.Whole _ -> Optional.empty();
            case FolderState.Damaged damaged ->
                    Optional.of(
                            "the model in %s is damaged: %s; run `zimage pull` again"
                                    .formatted(folder, damaged.what().getFirst()));
            case FolderState.Unfinished _ ->
                    Optional.of(
                            "the model in %s is not whole: a pull has not ended; run `zimage pull`"
                                            .formatted(folder)
                                    + " again");
            case FolderState.Unmarked _ -> faultOfOwn(folder);
        };
    }

    /// Of a folder that somebody has put there.
    private static Optional<String> faultOfOwn(Path folder) {
        try {
            ModelFolder.open(folder).check();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the model cannot be used: " + Fault.of(e).text());
        }
    }

    /// Of what any model is changed with.
    private static Optional<String> faultOfLoras(Path folder, EngineSettings settings) {
        Optional<String> usual = faultOfLoras(folder, found(settings.engine().loras(), settings));
        if (usual.isPresent()) {
            return usual.map(fault -> "the model cannot be used: " + fault);
        }
        for (Map.Entry<String, ModelStyle> style : styles(settings).entrySet()) {
            Optional<String> fault = faultOfLoras(folder, style.getValue().loras());
            if (fault.isPresent()) {
                return fault.map(what -> "models.%s.lora: %s".formatted(style.getKey(), what));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> faultOfLoras(Path folder, List<Lora> loras) {
        if (loras.isEmpty()) {
            return Optional.empty(); // the model's own fault shows when it is loaded
        }
        try {
            LoraSet.open(loras, ModelFolder.open(folder)).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Fault.of(e).text());
        }
    }

    /// With imported files where they are.
    private static List<Lora> found(List<Lora> loras, EngineSettings settings) {
        return loras.stream().map(lora -> lora.in(settings.loras())).toList();
    }

    /// How the models are drawn that share the weights.
    private static Map<String, ModelStyle> styles(EngineSettings settings) {
        Map<String, ModelStyle> styles = new TreeMap<>();
        for (OfferedModel model : settings.remote().models().values()) {
            if (model.engine().isEmpty()) {
                styles.put(model.id(), style(model, settings));
            }
        }
        return styles;
    }

    private static ModelStyle style(OfferedModel model, EngineSettings settings) {
        Config.Engine usual = settings.engine();
        OfferedModel.Style own = model.style();
        Config.SamplingSettings sampling = usual.sampling();
        return new ModelStyle(
                found(own.loras().isEmpty() ? usual.loras() : own.loras(), settings),
                sampling(
                        new Config.SamplingSettings(
                                model.steps() == 0 ? sampling.steps() : model.steps(),
                                own.guidance().or(sampling::guidance),
                                own.negativePrompt().isEmpty()
                                        ? sampling.negativePrompt()
                                        : own.negativePrompt())));
    }

    private static ZImageOptions options(EngineSettings settings) {
        Config.Engine engine = settings.engine();
        Path weights = weights(settings);
        ZImageOptions options =
                ZImageOptions.of(weights)
                        .withPrepared(prepared(settings, weights))
                        .withLoras(found(engine.loras(), settings))
                        .withSampling(sampling(engine.sampling()))
                        .withStyles(styles(settings))
                        .withAtOnce(Math.max(1, engine.workers()))
                        .withUsualSize(PictureSizes.within(engine.pixels()).largest())
                        .withTextEncoder(use(engine.textEncoder()));
        if (engine.threads() > 0) {
            options = options.withThreads(engine.threads());
        }
        if (engine.memoryMb() > 0) {
            options = options.withMemory(engine.memoryMb() * MEGABYTE);
        }
        return engine.precision() == PrecisionChoice.AUTO
                ? options.known()
                : options.withPrecision(Precision.valueOf(engine.precision().name()));
    }

    private static SamplingOptions sampling(Config.SamplingSettings asked) {
        return new SamplingOptions(
                asked.steps() == 0 ? OptionalInt.empty() : OptionalInt.of(asked.steps()),
                asked.guidance().map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                asked.negativePrompt());
    }

    private static Path prepared(EngineSettings settings, Path weights) {
        Optional<Path> named = settings.engine().cache();
        if (named.isPresent()) {
            return named.get();
        }
        Path beside = weights.resolve("prepared");
        boolean writable = Files.isWritable(Files.isDirectory(beside) ? beside : weights);
        if (writable) {
            return beside;
        }
        String name = Integer.toHexString(weights.toAbsolutePath().normalize().hashCode());
        return settings.cache().resolve(name);
    }

    private static TextEncoderUse use(TextEncoderChoice choice) {
        return switch (choice) {
            case AUTO -> TextEncoderUse.AUTO;
            case KEEP -> TextEncoderUse.KEEP;
            case DROP -> TextEncoderUse.DROP;
        };
    }
}
