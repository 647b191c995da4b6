package dev.zimage.engines;

import dev.zimage.engine.Fault;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.zimage.LoadListener;
import dev.zimage.engine.zimage.ZImageEngine;
import dev.zimage.engine.zimage.ZImageOptions;
import java.io.IOException;
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
        Optional<Fault> fault = ZImageEngine.examine(options.weights());
        if (fault.isPresent()) {
            return new EngineFinding.Unusable(
                    "the model in %s cannot be loaded: %s"
                            .formatted(options.weights(), fault.get().reason()),
                    fault.get().remedy());
        }
        try {
            return described(PictureForecast.of(options, settings));
        } catch (IOException e) {
            return new EngineFinding.Unusable("the model cannot be used: " + e.getMessage(), "");
        }
    }

    private EngineFinding described(PictureForecast forecast) {
        String description =
                "z-image draws with the model in %s, precision %s, %d steps; %s%s"
                        .formatted(
                                options.weights(),
                                options.precision().id(),
                                options.steps(),
                                forecast.summary(),
                                forecast.problem().map(problem -> ", and " + problem).orElse(""));
        return new EngineFinding.Described(
                description, forecast.problem().isPresent() ? forecast.advice() : null);
    }

    @Override
    public ImageEngine open(LoadListener listener) {
        return ZImageEngine.start(options, listener);
    }
}
