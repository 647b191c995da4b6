package dev.zimage.cli.verify;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.FileArgument;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.config.Config;
import dev.zimage.intake.UploadedFile;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.InstallationMarks;
import dev.zimage.server.InstallationVerifier;
import dev.zimage.verification.KnownPictures;
import dev.zimage.verification.PictureVerifier;
import dev.zimage.verification.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `zimage verify`: whether pictures were made here.
@Command(
        name = "verify",
        description = {
            "Check whether this installation made the pictures.",
            "The exit code is 0 when it made all of them, 3 when it did not, 1 when a file is no picture."
        },
        sortOptions = false)
public final class VerifyCommand implements Callable<Integer> {

    private static final int NOT_OURS = 3;

    private static final int MOST_MEBIBYTES = 100;

    private final CommandContext context;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "JPEG, PNG or WebP files.")
    private List<Path> files = List.of();

    @Mixin private final DataOption data;
    @Mixin private AnswerForm answer = new AnswerForm();

    /// @param error what is wrong with a file that is no picture
    private record Verified(
            String file,
            @JsonUnwrapped @Nullable VerificationReport report,
            @Nullable String error) {

        boolean isOurs() {
            return report != null && report.ours();
        }
    }

    public VerifyCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() {
        if (!data.hasInstallation() && Files.exists(identityFile())) {
            return verify(ofTheKey());
        }
        try (Installation installation = new Installation(data, context.clock())) {
            return verify(installation.verifier());
        }
    }

    private Path identityFile() {
        return data.directory().path().resolve(IdentityFile.NAME);
    }

    /// Where `zimage generate` has made a key and no server has run.
    private PictureVerifier ofTheKey() {
        Config.Provenance settings = data.settings().provenance();
        try {
            SigningIdentity identity =
                    InstallationMarks.identity(
                            settings, new IdentityFile(data.directory().path()), context.clock());
            return InstallationVerifier.of(settings, identity, KnownPictures.NONE, context.clock());
        } catch (IOException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private int verify(PictureVerifier verifier) {
        List<Verified> all = files.stream().map(file -> verify(verifier, file)).toList();
        if (answer.isJson() || all.stream().anyMatch(verified -> verified.report != null)) {
            answer.give(all, () -> table(all).toString());
        }
        List<String> errors = all.stream().map(Verified::error).filter(Objects::nonNull).toList();
        if (!errors.isEmpty()) {
            throw new CommandFailure(String.join("\n", errors));
        }
        return all.stream().allMatch(Verified::isOurs) ? 0 : NOT_OURS;
    }

    private static Verified verify(PictureVerifier verifier, Path file) {
        String name = file.toString();
        try {
            return new Verified(
                    name, verifier.verify(FileArgument.read(file, MOST_MEBIBYTES), null), null);
        } catch (UploadedFile.Unreadable e) {
            return new Verified(name, null, Display.text(name) + " " + e.getMessage());
        } catch (CommandFailure e) {
            return new Verified(name, null, e.getMessage());
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
            if (report == null) {
                continue;
            }
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
