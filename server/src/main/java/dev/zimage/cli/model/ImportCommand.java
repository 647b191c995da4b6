package dev.zimage.cli.model;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.ProcessEnd;
import dev.zimage.engine.UnusableModelException;
import dev.zimage.engine.importing.ImportRequest;
import dev.zimage.engine.importing.ImportedPart;
import dev.zimage.engine.importing.ModelImport;
import dev.zimage.engine.model.ModelKind;
import dev.zimage.engine.weights.ByteCount;
import dev.zimage.server.DataDirectory;
import dev.zimage.text.QuotedText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage import`: a model's folder from single files.
@Command(
        name = "import",
        description = {
            "Make a model's folder from the single files that ComfyUI and others use.",
            "FILE is safetensors (bf16, f16, f32, fp8), GGUF, or a folder with such files.",
            "With --lora: check a LoRA file and copy it to where settings find it by name."
        },
        sortOptions = false)
public final class ImportCommand implements Callable<Integer> {

    private static final String TURBO = "z-image-turbo";
    private static final String BASE = "z-image";

    /// Names such as `z_image_bf16.safetensors`.
    private static final Pattern LIKE_BASE = Pattern.compile("^z[-_]?image(?!.*turbo)");

    private final CommandContext context;

    @Option(
            names = "--transformer",
            paramLabel = "FILE",
            description = "The diffusion model, such as%nz_image_turbo_bf16.safetensors.")
    private @Nullable Path transformer;

    @Option(
            names = "--text-encoder",
            paramLabel = "FILE",
            description = "The model that reads prompts, Qwen3-4B, such as%nqwen_3_4b.safetensors.")
    private @Nullable Path textEncoder;

    @Option(
            names = "--vae",
            paramLabel = "FILE",
            description = "The autoencoder, such as ae.safetensors.")
    private @Nullable Path autoencoder;

    @Option(
            names = "--lora",
            paramLabel = "FILE",
            description = "A LoRA file to import, in place of a model.")
    private @Nullable String lora;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "The name of the LoRA in settings. Default: the file's.")
    private @Nullable String as;

    @Option(
            names = "--model",
            paramLabel = "z-image-turbo|z-image",
            description = "Which model the files hold; they do not say. Default: z-image-turbo.")
    private @Nullable String model;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "Take configurations and tokenizer from this folder of a model; what it lacks"
                            + " comes with the program.")
    private @Nullable Path config;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder to make. Default: models/MODEL in the data directory.")
    private @Nullable Path to;

    @Mixin private final DataOption data;

    @Mixin private AnswerForm answer = new AnswerForm();

    @Mixin private CommandOutput streams = new CommandOutput();

    public ImportCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() throws InterruptedException {
        String style = lora;
        if (style != null) {
            importLora(style);
            return 0;
        }
        if (as != null) {
            throw streams.wrong("--as needs --lora");
        }
        ModelImport.Outcome outcome = run(request());
        answer.give(
                new ImportAnswer(outcome.folder().toString(), outcome.bytes()),
                () ->
                        "%s: %s, complete and verified"
                                .formatted(outcome.folder(), ByteCount.text(outcome.bytes())));
        return 0;
    }

    private void importLora(String file) {
        if (transformer != null || textEncoder != null || autoencoder != null || to != null) {
            throw streams.wrong(
                    "--lora cannot be used with --transformer, --text-encoder, --vae or --to");
        }
        DataDirectory directory = data.create();
        new LoraImportRun(directory.loras(), LoraImportRun.configOf(directory.models(), config))
                .give(file, as, answer);
    }

    private ModelImport.Outcome run(ImportRequest request) throws InterruptedException {
        boolean watched = context.watched();
        try (ProcessEnd _ = new ProcessEnd(Thread.currentThread()::interrupt);
                ImportReport report = new ImportReport(streams.err(), watched, context.clock())) {
            return ModelImport.run(request, report);
        } catch (UnusableModelException e) {
            throw new CommandFailure(e.fault().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ImportRequest request() {
        Path diffusion = required("--transformer", transformer);
        Map<ImportedPart, Path> files =
                Map.of(
                        ImportedPart.TRANSFORMER, diffusion,
                        ImportedPart.TEXT_ENCODER, required("--text-encoder", textEncoder),
                        ImportedPart.AUTOENCODER, required("--vae", autoencoder));
        Optional<Path> given = Optional.ofNullable(config);
        if (model == null && given.isEmpty() && isNamedLikeBase(diffusion)) {
            throw new CommandFailure(
                    diffusion
                            + ": by its name this is Z-Image, which is drawn in another way than"
                            + " Z-Image-Turbo; say which it is with --model z-image or --model"
                            + " z-image-turbo");
        }
        return new ImportRequest(files, given, kind(), folder());
    }

    private Path required(String option, @Nullable Path file) {
        if (file == null) {
            throw streams.wrong(
                    "a model needs --transformer, --text-encoder and --vae; %s is missing"
                            .formatted(option));
        }
        return file;
    }

    private ModelKind kind() {
        return switch (name()) {
            case TURBO -> ModelKind.TURBO;
            case BASE -> ModelKind.BASE;
            default ->
                    throw streams.wrong(
                            "--model is %s or %s, not %s"
                                    .formatted(TURBO, BASE, QuotedText.of(name())));
        };
    }

    private String name() {
        return Objects.requireNonNullElse(model, TURBO).toLowerCase(Locale.ROOT);
    }

    private static boolean isNamedLikeBase(Path transformer) {
        String name = transformer.toAbsolutePath().getFileName().toString();
        return LIKE_BASE.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /// Where to: the data directory is made with its own rights when the model goes there.
    private Path folder() {
        Path given = to;
        return given == null ? data.create().models().resolve(name()) : given;
    }
}
