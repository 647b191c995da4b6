package dev.zimage.cli.model;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.DataOption;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.download.DownloadRoom;
import dev.zimage.download.HubChoice;
import dev.zimage.download.KnownModel;
import dev.zimage.download.UnusableHubException;
import dev.zimage.engine.hub.EnvironmentProxies;
import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.ModelPull;
import dev.zimage.engine.hub.ModelSource;
import dev.zimage.engine.hub.PullException;
import dev.zimage.engine.hub.PullRequest;
import dev.zimage.engine.hub.PulledModel;
import dev.zimage.engine.weights.ByteCount;
import dev.zimage.text.QuotedText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage pull`: fetches the weights of a model.
@Command(
        name = "pull",
        description = {
            "Fetch the weights of a model from a hub, and check them.",
            "An interrupted pull continues where it stopped."
        },
        sortOptions = false)
public final class PullCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(
            paramLabel = "MODEL",
            arity = "0..1",
            description =
                    "z-image-turbo (the default, 33 GB), z-image, or OWNER/NAME as the hub has it."
                            + " On a processor a picture of 1024x1024 takes from a few minutes to half"
                            + " an hour.")
    private String model = "z-image-turbo";

    @Option(
            names = "--from",
            paramLabel = "URL",
            description =
                    "huggingface, modelscope, or the address of another hub. Default: hub.url of"
                            + " the configuration, else $HF_ENDPOINT, else huggingface.")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "The folder to fetch into. Default: models/MODEL in the data directory.")
    private @Nullable Path to;

    @Option(
            names = "--revision",
            paramLabel = "REV",
            description =
                    "A branch, a tag or a commit. Default: main, with" + " ModelScope master.")
    private @Nullable String revision;

    @Option(
            names = "--api",
            paramLabel = "huggingface|modelscope",
            description = "The API of the hub, where its address does not tell which it is.")
    private @Nullable Dialect dialect;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with an access token for the hub.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "How many to use at once. Default: ${DEFAULT-VALUE}.")
    private int connections = PullRequest.DEFAULT_CONNECTIONS;

    @Option(names = "--recheck", description = "Read all files again and mend what is damaged.")
    private boolean recheck;

    @Mixin private final DataOption data;

    @Mixin private AnswerForm answer = new AnswerForm();

    @Mixin private CommandOutput streams = new CommandOutput();

    public PullCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        PullRequest request = request();
        streams.err()
                .println(
                        request.source()
                                + " to "
                                + request.folder()
                                + DownloadRoom.text(repository(), request.folder()));
        ModelPull.Outcome outcome = pull(request);
        answer.give(
                PullAnswer.of(request.folder(), outcome), () -> text(request.folder(), outcome));
        return 0;
    }

    private ModelPull.Outcome pull(PullRequest request) throws InterruptedException {
        boolean watched = context.watched();
        try (PullReport report = new PullReport(streams.err(), watched, context.clock())) {
            return ModelPull.run(request, report, context.clock());
        } catch (PullException e) {
            throw new CommandFailure(e.getMessage() + advice(e.kind(), request.token() != null));
        }
    }

    private PullRequest request() throws InvalidConfigException {
        Config.Hub configured =
                new ConfigSources(Map.of(), context.environment(), data.directory().path(), null)
                        .load()
                        .config()
                        .hub();
        HubChoice hub = hub(configured);
        try {
            ModelSource source =
                    new ModelSource(hub.address(), repository(), revision(hub.address().dialect()));
            return new PullRequest(
                    source,
                    folder(),
                    hub.token(),
                    EnvironmentProxies.of(context.environment()),
                    connections,
                    recheck);
        } catch (IllegalArgumentException e) {
            throw streams.wrong(String.valueOf(e.getMessage()));
        }
    }

    private HubChoice hub(Config.Hub configured) {
        try {
            return HubChoice.of(
                    new HubChoice.Options(from, dialect, tokenFile),
                    configured,
                    context.environment());
        } catch (UnusableHubException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private String repository() {
        if (model.contains("/")) {
            return model;
        }
        return KnownModel.named(model)
                .map(KnownModel::repository)
                .orElseThrow(() ->
                        streams.wrong(
                                "there is no model "
                                        + QuotedText.of(model)
                                        + "; name z-image-turbo, z-image, or OWNER/NAME as the hub"
                                        + " has it"));
    }

    private String revision(Dialect dialectOfHub) {
        String given = revision;
        return given == null ? dialectOfHub.defaultRevision() : given;
    }

    /// Where to: the data directory is made with its own rights when the model goes there.
    private Path folder() {
        Path given = to;
        if (given != null) {
            return given;
        }
        String name = model.substring(model.indexOf('/') + 1).toLowerCase(Locale.ROOT);
        return data.create().models().resolve(name);
    }

    private static String text(Path folder, ModelPull.Outcome outcome) {
        PulledModel model = outcome.model();
        return "%s: %s at %s, %d files, %s, %s"
                .formatted(
                        folder,
                        model.repository(),
                        model.commit(),
                        model.files().size(),
                        ByteCount.text(model.bytes()),
                        outcome.fetched() == 0 ? "was complete already" : "complete and verified");
    }

    private static String advice(PullException.Kind kind, boolean withToken) {
        return switch (kind) {
            case UNREACHABLE ->
                    "\nWhat has come is kept: run it again to go on, or take another hub, such as"
                            + " --from modelscope.";
            case PROXY ->
                    "\n"
                            + "Name an HTTP proxy, http://[user:password@]host:port, or add the hub's"
                            + " host to NO_PROXY.";
            case NOT_FOUND -> "\nName the model as OWNER/NAME and --revision as the hub has them.";
            case NOT_ALLOWED ->
                    withToken
                            ? "\n"
                                    + "The token that was sent is wrong, or its owner has not"
                                    + " accepted the model's terms at the hub."
                            : "\nThe name may be wrong. If not, put a token into the environment as"
                                    + " HF_TOKEN, or into a file for --token-file.";
            case NO_SPACE -> "\nMake room, or name a folder on another disk with --to.";
            case NOT_WRITABLE ->
                    "\nRun it as the owner of the folder, or name another one with --to.";
            case BUSY -> "\nWait until it has ended, or name another folder with --to.";
            case WRONG_CONTENT ->
                    "\nRun it again. If that does not help, take another hub with --from.";
            case NOT_A_MODEL -> "";
            case UNSAFE -> "\nNothing was taken from it.";
        };
    }
}
