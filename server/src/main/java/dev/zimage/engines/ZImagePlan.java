package dev.zimage.engines;

import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.model.ModelFolder;
import dev.zimage.engine.model.ModelKind;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.engine.zimage.Sampling;
import dev.zimage.engine.zimage.ZImageEngine;
import dev.zimage.engine.zimage.ZImageOptions;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
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
        Optional<Fault> fault = ZImageEngine.examine(options.weights(), options.loras());
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
                "z-image draws with %s in %s, precision %s, %s; %s%s"
                        .formatted(
                                model.title(),
                                options.weights(),
                                options.precision().id(),
                                text(options.sampling().of(model)),
                                forecast.summary(),
                                forecast.problem().map(problem -> ", and " + problem).orElse(""));
        return new EngineFinding.Described(
                description, forecast.problem().isPresent() ? forecast.advice() : null);
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
