package dev.zimage.cli.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.zimage.accounts.Credits;
import dev.zimage.cli.batch.RowResult.Status;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.Display;
import dev.zimage.engine.ImageFormat;
import dev.zimage.models.AspectRatio;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage batch`: many pictures from a server.
@Command(
        name = "batch",
        description = {
            "Order a picture for each row of a file from a server, and fetch them.",
            "FILE is a CSV table with the columns prompt, aspect_ratio, seed, metadata and"
                    + " metadata.NAME, or has one prompt per line. The price is shown first. To"
                    + " resume a batch that was stopped, run it again; nothing is paid for twice."
        },
        sortOptions = false)
public final class BatchCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 256;
    private static final Set<Status> FAILED = Set.of(Status.FAILED, Status.REFUSED);

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", description = "In UTF-8; .csv and .tsv are tables.")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "The folder for pictures and results.csv. Default: FILE without its extension.")
    private @Nullable Path output;

    @Mixin private BatchOptions server = new BatchOptions();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "z-image",
            description = "The model. Default: ${DEFAULT-VALUE}.")
    private String model = "z-image";

    @Option(
            names = "--aspect-ratio",
            paramLabel = "W:H",
            description = "For rows without one. Default: the model's.")
    private @Nullable AspectRatio ratio;

    @Option(names = "--output-format", paramLabel = "FORMAT", description = "jpeg or png.")
    private @Nullable ImageFormat format;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "csv or lines. Default: csv when FILE ends in .csv or .tsv.")
    private @Nullable BatchForm form;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many pictures are in flight at a time. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "The name of the batch; another one orders the same rows again. Default: the"
                            + " name of FILE.")
    private @Nullable String name;

    @Option(names = "--retry-failed", description = "Order rows again whose picture failed.")
    private boolean retryFailed;

    @Option(
            names = {"-y", "--yes"},
            description = "Order without asking.")
    private boolean yes;

    @Mixin private AnswerForm answer = new AnswerForm();
    @Mixin private CommandOutput streams = new CommandOutput();

    public BatchCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        streams.requireWithin("--at-once", MOST_AT_ONCE, atOnce);
        String base = server.base(context, streams);
        String key = server.key(context, streams);
        List<RowOrder> orders = orders(BatchFile.read(file, form, ratio));
        try (BatchFolder folder = BatchFolder.open(folder())) {
            return draw(base, key, orders, folder);
        }
    }

    private Path folder() {
        if (output != null) {
            return output;
        }
        Path absolute = file.toAbsolutePath();
        String bare = fileName().replaceFirst("\\.[^.]+$", "");
        return absolute.resolveSibling(bare.equals(fileName()) ? bare + "-pictures" : bare);
    }

    private String fileName() {
        return Objects.requireNonNull(file.toAbsolutePath().getFileName()).toString();
    }

    private List<RowOrder> orders(List<BatchRow> rows) {
        String batch = name == null ? fileName() : name;
        Map<String, Integer> seen = new HashMap<>();
        List<RowOrder> orders = new ArrayList<>();
        for (BatchRow row : rows) {
            String body = RowOrder.body(row, model, format);
            int times = seen.merge(body, 1, Integer::sum);
            orders.add(RowOrder.of(orders.size() + 1, row, body, batch, times - 1));
        }
        return orders;
    }

    private int draw(String base, String key, List<RowOrder> orders, BatchFolder folder)
            throws InterruptedException {
        List<RowOrder> left =
                orders.stream().filter(order -> !folder.isDone(order, retryFailed)).toList();
        List<RowOrder> toPay = left.stream().filter(order -> !folder.isOrdered(order)).toList();
        if (!toPay.isEmpty() && !isAgreed(base, key, toPay, orders.size() - toPay.size())) {
            streams.err().println("Nothing was ordered.");
            return 1;
        }
        boolean watched = context.watched() && !answer.isJson();
        int done = orders.size() - left.size();
        String stopped;
        try (BatchProgress progress =
                        new BatchProgress(streams.err(), watched, orders.size(), done);
                BatchServer open = new BatchServer(base, key, progress::waits)) {
            stopped = new BatchRun(open, folder, progress).draw(orders, left, atOnce);
        } finally {
            folder.writeResults(orders);
        }
        return report(orders, folder, stopped);
    }

    private int report(List<RowOrder> orders, BatchFolder folder, @Nullable String stopped) {
        List<RowResult> results =
                orders.stream()
                        .flatMap(order -> Optional.ofNullable(folder.find(order)).stream())
                        .toList();
        long completed = count(results, Set.of(Status.COMPLETED));
        long failed = count(results, FAILED);
        BatchAnswer told =
                new BatchAnswer(
                        orders.size(),
                        completed,
                        failed,
                        orders.size() - completed - failed,
                        results.stream().mapToLong(RowResult::credits).sum(),
                        folder.results().toString());
        answer.give(told, () -> text(told));
        if (stopped != null) {
            throw new CommandFailure(
                    Display.text(stopped) + "; run the same command again to go on");
        }
        return completed == orders.size() ? 0 : 1;
    }

    private static String text(BatchAnswer told) {
        return "%s: %d of %d pictures%s%s, %s credits"
                .formatted(
                        told.results(),
                        told.completed(),
                        told.rows(),
                        told.failed() == 0 ? "" : ", " + told.failed() + " failed",
                        told.notOrdered() == 0 ? "" : ", " + told.notOrdered() + " not drawn",
                        Display.credits(new Credits(told.credits())));
    }

    private static long count(List<RowResult> results, Set<Status> statuses) {
        return results.stream().filter(result -> statuses.contains(result.status())).count();
    }

    /// Says what the rest of the batch costs, and asks.
    ///
    /// @param before how many rows cost nothing any more
    private boolean isAgreed(String base, String key, List<RowOrder> toPay, int before)
            throws InterruptedException {
        BatchPrice price;
        BatchProgress waits = new BatchProgress(streams.err(), false, toPay.size(), 0);
        try (BatchServer quotes = new BatchServer(base, key, waits::waits)) {
            price = BatchPrice.of(quotes, toPay);
        }
        streams.err()
                .printf(
                        "%d pictures%s, %s credits (%s USD); the balance is %s%n",
                        toPay.size(),
                        before == 0 ? "" : " (" + before + " were ordered before)",
                        Display.credits(new Credits(price.credits())),
                        price.usd().toPlainString(),
                        Display.credits(new Credits(price.balance())));
        if (price.credits() > price.balance()) {
            throw new CommandFailure("the balance is too low for all of them; nothing was ordered");
        }
        return yes || isConfirmed();
    }

    private boolean isConfirmed() {
        streams.err().print("Order them? [y/N] ");
        streams.err().flush();
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(context.in(), UTF_8));
            String said = reader.readLine();
            if (said == null) {
                throw new CommandFailure("nobody answered; --yes orders without asking");
            }
            return said.strip().equalsIgnoreCase("y") || said.strip().equalsIgnoreCase("yes");
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be read", e);
        }
    }
}
