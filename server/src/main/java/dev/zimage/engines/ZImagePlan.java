package dev.zimage.engines;

import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.lora.Lora;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.ModelKind;
import dev.zimage.engine.precision.AutoPrecision;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.engine.zimage.Sampling;
import dev.zimage.engine.zimage.ZImageEngine;
import dev.zimage.engine.zimage.ZImageOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The model in this process.
record ZImagePlan(EngineKind kind, ZImageOptions options, EngineSettings settings)
        implements EnginePlan {

    private static final Logger log = LoggerFactory.getLogger(ZImagePlan.class);

    @Override
    public String announcement() {
        return "Pictures come from the model; /health/ready says when it is loaded.";
    }

    @Override
    public Optional<PictureForecast> forecast() {
        try {
            return Optional.of(PictureForecast.of(options, settings));
        } catch (IOException | ArithmeticException e) {
            log.debug("no estimate: the loading of the model tells what is wrong with it", e);
            return Optional.empty();
        }
    }

    @Override
    public EngineFinding inspect() {
        Optional<Fault> fault = ZImageEngine.examine(options.weights(), loras());
        if (fault.isPresent()) {
            return new EngineFinding.Unusable(
                    "the model in %s cannot be loaded: %s"
                            .formatted(options.weights(), fault.get().reason()),
                    fault.get().remedy());
        }
        try {
            ModelKind model = ModelFolder.open(options.weights()).kind();
            return described(model, PictureForecast.of(options, settings));
        } catch (IOException e) {
            Fault reading = Fault.of(e);
            return new EngineFinding.Unusable(
                    "the model cannot be used: " + reading.reason(), reading.remedy());
        }
    }

    private EngineFinding described(ModelKind model, PictureForecast forecast) {
        String description =
                "z-image draws with %s in %s, precision %s, %s%s; %s%s"
                        .formatted(
                                model.title(),
                                options.weights(),
                                precision(),
                                text(options.sampling().of(model)),
                                changes(),
                                forecast.summary(),
                                forecast.problem().map(problem -> ", and " + problem).orElse(""));
        return new EngineFinding.Described(
                description, forecast.problem().isPresent() ? forecast.advice() : null);
    }

    private String precision() {
        String id = options.precision().id();
        return options.auto()
                ? "%s (auto, %s)".formatted(id, AutoPrecision.known(options.prepared()).basis())
                : id;
    }

    private List<Lora> loras() {
        return Stream.concat(
                        options.loras().stream(),
                        options.styles().values().stream().flatMap(style -> style.loras().stream()))
                .distinct()
                .toList();
    }

    /// The LoRA files, and which model has which.
    private String changes() {
        List<String> changes = new ArrayList<>();
        if (!options.loras().isEmpty()) {
            changes.add(text(options.loras()));
        }
        options.styles()
                .forEach((id, style) -> {
                    if (!style.loras().equals(options.loras())) {
                        changes.add(id + " with " + text(style.loras()));
                    }
                });
        return changes.isEmpty() ? "" : ", LoRA " + String.join("; ", changes);
    }

    private static String text(List<Lora> loras) {
        return loras.stream().map(Lora::toString).collect(Collectors.joining(", "));
    }

    private static String text(Sampling sampling) {
        String guidance =
                sampling.guidance().isUsed()
                        ? String.format(Locale.ROOT, "guidance %s", sampling.guidance().scale())
                        : "no guidance";
        return sampling.steps() + " steps, " + guidance;
    }

    @Override
    public ImageEngine open(LoadListener listener) {
        return ZImageEngine.start(options, listener);
    }
}
