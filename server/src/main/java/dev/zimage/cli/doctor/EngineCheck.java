package dev.zimage.cli.doctor;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engines.EngineFinding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the engine draws.
final class EngineCheck {

    private static final String NAME = "engine";
    private static final String ADVICE =
            "see that the program is whole: delete the folder target and start again";

    private static final String MEND = "mend it, or fetch the model again with `zimage pull`";

    /// The message about a broken model says how to repair it, where that is known.
    private static final String STANDS_IN = "until then, the sketch engine draws";

    private EngineCheck() {}

    /// That of a process that does not draw.
    static Check elsewhere() {
        return Check.ok(NAME, "workers draw; this process takes orders (server.role = api)");
    }

    /// @param findings by the names of the checks
    /// @param size of the picture that a quick engine is tried with
    static List<Check> all(Supplier<Map<String, EngineFinding>> findings, ImageSize size) {
        long began = System.nanoTime();
        try {
            return findings.get().entrySet().stream()
                    .map(finding -> of(finding.getKey(), finding.getValue(), size, began))
                    .toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of(Check.fail(NAME, "it cannot draw: " + e, ADVICE));
        }
    }

    private static Check of(String name, EngineFinding finding, ImageSize size, long began) {
        return switch (finding) {
            case EngineFinding.Quick(ImageEngine engine, Optional<String> brokenModel) ->
                    besides(drawing(engine, size, began), brokenModel);
            case EngineFinding.Described(String description, String advice) ->
                    advice == null
                            ? Check.ok(name, description)
                            : Check.warn(name, description, advice);
            case EngineFinding.Unusable(String why, String advice) ->
                    Check.fail(name, why, advice.isEmpty() ? MEND : advice);
        };
    }

    /// An engine that draws, and a model that should.
    private static Check besides(Check drawn, Optional<String> brokenModel) {
        return brokenModel.isEmpty() || drawn.status() != Check.Status.OK
                ? drawn
                : Check.warn(NAME, drawn.message() + ", but " + brokenModel.get(), STANDS_IN);
    }

    private static Check drawing(ImageEngine opened, ImageSize size, long began) {
        try (ImageEngine engine = opened) {
            ImageRequest request = new ImageRequest("a poster that reads \"IN ORDER\"", size, 1);
            GeneratedImage picture = engine.generate(request, ProgressListener.NONE);
            double seconds = (System.nanoTime() - began) / 1e9;
            return picture.size().equals(size)
                    ? Check.ok(
                            NAME,
                            String.format(
                                    Locale.ROOT,
                                    "%s drew a picture of %s, its first, in %.1f s",
                                    engine.name(),
                                    picture.size(),
                                    seconds))
                    : Check.fail(
                            NAME,
                            engine.name() + " drew another size than it was asked for",
                            ADVICE);
        } catch (GenerationException | RuntimeException | LinkageError e) {
            return Check.fail(NAME, "it cannot draw: " + e, ADVICE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.warn(NAME, "interrupted", "try again");
        }
    }
}
