package dev.zimage.cli.verify;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.intake.UploadedFile;
import dev.zimage.verification.PictureVerifier;
import dev.zimage.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `zimage verify`: whether pictures were made here.
@Command(
        name = "verify",
        description = {
            "Tell of pictures whether this installation made them.",
            "The exit code is 0 when it made all of them, 3 when it did not."
        },
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

    private static final int NOT_OURS = 3;

    private static final long MOST_BYTES = 100L << 20;

    private final CommandContext surroundings;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG, PNG or WebP files.")
    private List<Path> files = List.of();

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();

    private record Verified(String file, @JsonUnwrapped VerificationReport report) {}

    public VerifyCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
        this.data = new DataOption(surroundings);
    }

    @Override
    public Integer call() {
        try (Installation installation = new Installation(data, surroundings.clock())) {
            PictureVerifier verifier = installation.verifier();
            List<Verified> all =
                    files.stream()
                            .map(file -> new Verified(file.toString(), verify(verifier, file)))
                            .toList();
            answer.give(all, () -> table(all).toString());
            return all.stream().allMatch(verified -> verified.report.ours()) ? 0 : NOT_OURS;
        }
    }

    private static VerificationReport verify(PictureVerifier verifier, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandFailure(
                        "%s has more than %d MiB".formatted(file, MOST_BYTES >> 20));
            }
            return verifier.verify(Files.readAllBytes(file), null);
        } catch (UploadedFile.Unreadable e) {
            throw new CommandFailure(file + " " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be read: " + e.getMessage());
        }
    }

    private static Table table(List<Verified> all) {
        Table table =
                new Table(
                        "FILE",
                        "OURS",
                        "FOUND BY",
                        "CHANGED",
                        "CREDENTIALS",
                        "ENGINE",
                        "MADE (UTC)",
                        "TASK");
        for (Verified verified : all) {
            VerificationReport report = verified.report;
            table.row(
                    Display.text(verified.file),
                    report.ours() ? "yes" : "no",
                    or(report.foundBy()),
                    report.changed() ? "yes" : "no",
                    report.credentials().verdict(),
                    or(report.engine()),
                    time(report.createdAt()),
                    or(report.task()));
        }
        return table;
    }

    private static String or(@Nullable String text) {
        return text == null ? "-" : text;
    }

    private static String time(@Nullable Long seconds) {
        return seconds == null ? "-" : Display.time(Instant.ofEpochSecond(seconds));
    }
}
