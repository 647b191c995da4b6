package dev.zimage.cli.migrate;

import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.DataOption;
import dev.zimage.config.Config;
import dev.zimage.config.ConfigSources;
import dev.zimage.config.InvalidConfigException;
import dev.zimage.database.Database;
import dev.zimage.database.DatabaseSource;
import dev.zimage.database.Databases;
import dev.zimage.database.InstallationCopy;
import dev.zimage.database.InstallationCopy.Result;
import dev.zimage.media.MediaStore;
import dev.zimage.media.MediaStoreException;
import dev.zimage.provenance.credentials.IdentityFile;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.SharedIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `zimage migrate`: moves an installation from SQLite to PostgreSQL, and its pictures with it.
@Command(
        name = "migrate",
        description = {
            "Copy a stopped installation from SQLite to an empty PostgreSQL database.",
            "With --media the pictures are copied too. The source is left as it is."
        },
        sortOptions = false)
public final class MigrateCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin private final DataOption data;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "The PostgreSQL database: a value for database.url.")
    private String to = "";

    @Option(
            names = "--media",
            paramLabel = "PLACE",
            description =
                    "Where the pictures go, a folder or a bucket:%na value for media.store."
                            + " Default: they stay.")
    private @Nullable String media;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Set any key of docs/configuration.md for the new installation; can be"
                            + " repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Mixin private AnswerForm answer = new AnswerForm();

    /// @param repeated whether the database had been copied before
    /// @param rows of each table
    /// @param pictures null when they stay where they are
    record Migrated(
            boolean repeated, Map<String, Long> rows, PictureCopy.@Nullable Summary pictures) {}

    public MigrateCommand(CommandContext context) {
        this.context = context;
        this.data = new DataOption(context);
    }

    @Override
    public Integer call() throws InvalidConfigException, InterruptedException {
        DataDirectory directory = data.directory();
        Config now = config(directory, Map.of());
        Config then = config(directory, target());
        DatabaseSource source = directory.database(Databases.Choice.EMBEDDED);
        if (!source.exists()) {
            throw new CommandFailure("there is no SQLite database in " + directory.path());
        }
        try (DataDirectory.Lock _ = lock(directory)) {
            PictureCopy.Summary pictures = media == null ? null : copyPictures(source, now, then);
            takeIdentity(source, new IdentityFile(directory.path()));
            Migrated done = copyDatabase(source, directory.database(then.database()), pictures);
            answer.give(done, () -> text(done));
        }
        return 0;
    }

    private Config config(DataDirectory directory, Map<String, String> flags)
            throws InvalidConfigException {
        return new ConfigSources(flags, context.environment(), directory.path(), null)
                .load()
                .config();
    }

    private Map<String, String> target() {
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put("database.url", to);
        if (media != null) {
            flags.put("media.store", media);
        }
        settings.forEach(flags::putIfAbsent);
        return flags;
    }

    private static DataDirectory.Lock lock(DataDirectory directory) {
        return directory
                .lock()
                .orElseThrow(() ->
                        new CommandFailure(
                                "a server runs on " + directory.path() + "; stop it first"));
    }

    private PictureCopy.Summary copyPictures(DatabaseSource source, Config now, Config then)
            throws InterruptedException {
        Path usual = data.directory().media();
        try (Database database = source.open();
                MediaStore from = now.media().store().open(usual);
                MediaStore into = then.media().store().open(usual)) {
            return new PictureCopy(from, into).run(database);
        } catch (MediaStoreException e) {
            throw new CommandFailure(e.getMessage() + "; " + e.remedy());
        } catch (IOException e) {
            throw new UncheckedIOException("the pictures could not be copied; try again", e);
        }
    }

    /// Puts the key that signs pictures into the database, for it is copied with the rest.
    private static void takeIdentity(DatabaseSource source, IdentityFile file) {
        try (Database database = source.open()) {
            Optional<String> pem = file.read();
            if (pem.isPresent()) {
                new SharedIdentity(database).replace(pem.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be copied; try again", e);
        }
    }

    private static Migrated copyDatabase(
            DatabaseSource source, DatabaseSource target, PictureCopy.@Nullable Summary pictures) {
        return switch (new InstallationCopy(source, target).run()) {
            case Result.Copied(Map<String, Long> rows) -> new Migrated(false, rows, pictures);
            case Result.Repeated(Map<String, Long> rows) -> new Migrated(true, rows, pictures);
            case Result.Occupied(String table) ->
                    throw new CommandFailure(
                            "the database has another installation (its "
                                    + table
                                    + " differ); name an empty one with --to");
        };
    }

    private String text(Migrated done) {
        String rows =
                done.rows.entrySet().stream()
                        .filter(table -> table.getValue() > 0)
                        .map(table -> "  %,12d  %s\n".formatted(table.getValue(), table.getKey()))
                        .collect(Collectors.joining());
        return "%s:\n%s%s\nSet this in zimage.properties, and start the server:\n\n%s"
                .formatted(
                        done.repeated
                                ? "The database has all of it already"
                                : "Copied and compared, by rows and sums",
                        rows,
                        done.pictures == null ? "" : text(done.pictures),
                        toSet());
    }

    private String toSet() {
        return target().entrySet().stream()
                .map(setting -> "  %s = %s\n".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining());
    }

    private static String text(PictureCopy.Summary pictures) {
        return "  %,12d  pictures copied, %,d were there already, %,d are missing at the source\n"
                .formatted(pictures.copied(), pictures.present(), pictures.missing());
    }
}
