package dev.zimage.cli.model;

import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.ProcessEnd;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.engine.EncodedImage;
import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageFormat;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ImageSize;
import dev.zimage.engines.EnginePlan;
import dev.zimage.engines.EngineSelection;
import dev.zimage.models.AspectRatio;
import dev.zimage.models.PictureSizes;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.provenance.marking.PictureOrder;
import dev.zimage.text.ByteOrderMark;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage generate`: one picture in this process, for nobody's credits.
@Command(
        name = "generate",
        customSynopsis = "zimage generate [OPTION]... -o=FILE PROMPT",
        description = "Draw one picture into a file, without a server and without credits.",
        sortOptions = false)
public final class GenerateCommand implements Callable<Integer> {

    private static final int LONGEST_PROMPT = 1000;

    /// The id of the model that this command draws.
    private static final String ZIMAGE = "z-image";

    private final CommandContext context;

    @Parameters(
            paramLabel = "PROMPT",
            arity = "0..1",
            description = "What the picture shows, at most 1,000 characters.")
    private @Nullable String given;

    @Option(names = "--prompt", paramLabel = "PROMPT", description = "The prompt, as an option.")
    private @Nullable String givenByOption;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description =
                    "A .jpg, .jpeg or .png file, which is replaced, or - for standard output.")
    private String output = "";

    @Option(
            names = "--aspect-ratio",
            paramLabel = "RATIO",
            description =
                    "1:1, 4:3, 3:4, 16:9 or 9:16, with at most%nengine.pixels of the configuration."
                            + " Default: 1:1.")
    private @Nullable AspectRatio ratio;

    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "In place of a ratio, with --height: multiples of 16 from 64 to 4096.")
    private @Nullable Integer width;

    @Option(names = "--height", paramLabel = "PIXELS", description = "See --width.")
    private @Nullable Integer height;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "0 to 4294967295. Default: at random.")
    private @Nullable Long seed;

    @Option(
            names = "--format",
            paramLabel = "jpeg|png",
            description = "Default: by the name of the file, else jpeg.")
    private @Nullable ImageFormat format;

    @Option(
            names = "--like",
            paramLabel = "FILE",
            description = "A picture of zimage to draw again, with its prompt.")
    private @Nullable Path like;

    @Mixin private MarkOptions marks = new MarkOptions();

    @ArgGroup(validate = false, heading = "%nThe model:%n")
    private ModelOptions model = new ModelOptions();

    @Mixin private final DataOption data;

    @Mixin private CommandOutput streams = new CommandOutput();

    public GenerateCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() throws InterruptedException, InvalidConfigException {
        PictureFile file = PictureFile.of(output, context.out());
        file.check();
        Optional<DrawnBefore> before = Optional.ofNullable(like).map(DrawnBefore::read);
        before.ifPresent(known -> model.likeReceipt(known.receipt()));
        Config loaded = config();
        ImageFormat format = format(file);
        ImageRequest request = request(PictureSizes.within(loaded.engine().pixels()), before);
        EnginePlan plan = plan(loaded);
        PictureMarker marker = marks.marker(loaded, data, context.clock(), streams);
        long began = System.nanoTime();
        String report;
        List<String> differences;
        boolean watched = context.watched();
        try (ProcessEnd _ = new ProcessEnd(Thread.currentThread()::interrupt);
                ProgressBar bar = new ProgressBar(streams.err(), watched);
                ImageEngine engine = plan.open(bar)) {
            GeneratedImage drawn = draw(engine, request, bar);
            differences =
                    before.map(known -> known.differences(drawn, engine.name(), request))
                            .orElse(List.of());
            EncodedImage picture =
                    MarkOptions.marked(marker, drawn, format, order(request, engine.name()));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            file.write(picture.bytes());
            report = report(file, request, picture, engine.name(), took);
        }
        streams.err().println(report);
        differences.forEach(streams.err()::println);
        return 0;
    }

    /// The settings of the server here. `engine.pixels` and `provenance.*` hold for this command
    /// too.
    private Config config() throws InvalidConfigException {
        return new ConfigSources(Map.of(), context.environment(), data.directory().path(), null)
                .load()
                .config();
    }

    private EnginePlan plan(Config loaded) {
        Config.Engine wanted = model.settings(streams, loaded.engine().pixels());
        EngineSelection selection =
                EngineSelection.of(
                        data.directory().engineSettings(wanted, loaded.tasks().timeout()));
        return switch (selection) {
            case EngineSelection.Selected(EnginePlan plan) -> {
                if (!plan.kind().settings().containsAll(model.given())) {
                    throw streams.wrong(
                            "--weights, --lora, --steps, --guidance, --negative-prompt and"
                                    + " --precision are for a model, not for the sketch engine");
                }
                yield plan;
            }
            case EngineSelection.StandIn(EnginePlan plan, String reason, _) -> {
                if (!plan.kind().settings().containsAll(model.given())) {
                    throw new CommandFailure(reason);
                }
                yield plan;
            }
            case EngineSelection.Unusable(String reason) -> throw new CommandFailure(reason);
        };
    }

    private static PictureOrder order(ImageRequest request, String engine) {
        return new PictureOrder("", ZIMAGE, engine, request.seed(), request.prompt());
    }

    private ImageRequest request(PictureSizes sizes, Optional<DrawnBefore> before) {
        String prompt = ByteOrderMark.skip(prompt(before));
        int length = prompt.codePointCount(0, prompt.length());
        if (prompt.isBlank() || length > LONGEST_PROMPT) {
            throw streams.wrong(
                    "PROMPT must have 1 to %,d characters, not %,d"
                            .formatted(LONGEST_PROMPT, prompt.isBlank() ? 0 : length));
        }
        return new ImageRequest(prompt, size(sizes, before), checkedSeed(before));
    }

    /// The prompt, which the receipt of an earlier picture has only where its operator wanted that.
    private String prompt(Optional<DrawnBefore> before) {
        if (given != null && givenByOption != null) {
            throw streams.wrong("give PROMPT or --prompt, not both");
        }
        String chosen = given != null ? given : givenByOption;
        if (chosen != null) {
            return chosen;
        }
        return before.map(known -> known.receipt().prompt())
                .orElseThrow(() ->
                        streams.wrong(
                                before.isEmpty()
                                        ? "PROMPT is missing"
                                        : "PROMPT is missing; the file does not tell it"));
    }

    private ImageFormat format(PictureFile file) {
        ImageFormat chosen = format;
        return chosen != null
                ? chosen
                : file.format()
                        .orElseThrow(() ->
                                streams.wrong(
                                        "FILE must end in .jpg, .jpeg or .png where"
                                                + " --format does not say what to draw"));
    }

    private ImageSize size(PictureSizes sizes, Optional<DrawnBefore> before) {
        Integer wide = width;
        Integer high = height;
        if (wide == null && high == null) {
            return ratio == null && before.isPresent()
                    ? before.get().receipt().size()
                    : sizes.of(ratio == null ? AspectRatio.SQUARE : ratio);
        }
        if (wide == null || high == null || ratio != null) {
            throw streams.wrong("give --width and --height together, or --aspect-ratio alone");
        }
        try {
            return new ImageSize(wide, high);
        } catch (IllegalArgumentException e) {
            throw streams.wrong("--width and --height: " + e.getMessage());
        }
    }

    private long checkedSeed(Optional<DrawnBefore> before) {
        Long given = seed;
        if (given == null && before.isPresent()) {
            return before.get().receipt().seed();
        }
        if (given == null) {
            return ThreadLocalRandom.current().nextLong(ImageRequest.MAX_SEED + 1);
        }
        if (given < 0 || given > ImageRequest.MAX_SEED) {
            throw streams.wrong(
                    "--seed must be 0 to %d, not %d".formatted(ImageRequest.MAX_SEED, given));
        }
        return given;
    }

    private static GeneratedImage draw(ImageEngine engine, ImageRequest request, ProgressBar bar)
            throws InterruptedException {
        try {
            return engine.generate(request, bar);
        } catch (GenerationException e) {
            boolean heap = e.getCause() instanceof OutOfMemoryError;
            throw new CommandFailure(
                    "no picture came of it: "
                            + e.getMessage()
                            + (heap ? "; give Java more with ZIMAGE_JAVA_OPTS=-Xmx4g" : ""));
        }
    }

    private static String report(
            PictureFile file,
            ImageRequest request,
            EncodedImage picture,
            String engine,
            Duration took) {
        return String.format(
                Locale.ROOT,
                "%s: %s %s, %,d bytes, seed %d, %.2f s, %s engine",
                file.name(),
                picture.size(),
                picture.format().label(),
                picture.bytes().length,
                request.seed(),
                took.toMillis() / 1000.0,
                engine);
    }
}
