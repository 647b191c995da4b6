package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.database.Database;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.InstallationMarks;
import dev.zimage.tasks.registry.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether all processes of an installation sign with one key, and this data directory has it too.
final class KeysCheck {

    private static final String NAME = "signing keys";

    /// Digits of a key's id that are shown.
    private static final int SHOWN = 12;

    private KeysCheck() {}

    /// @param own the key of this data directory, see [#own]
    static Check of(Database database, Clock clock, Optional<String> own) {
        Map<String, TreeSet<String>> hosts =
                new SigningKeys(database, database.clock(clock)).hosts();
        own.ifPresent(
                key -> hosts.computeIfAbsent(key, _ -> new TreeSet<>()).add("this data directory"));
        if (hosts.isEmpty()) {
            return Check.ok(NAME, "no process signs now");
        }
        return hosts.size() == 1
                ? Check.ok(NAME, "all processes sign with one key: " + text(hosts))
                : Check.warn(
                        NAME,
                        "processes sign with different keys, and do not recognise each other's"
                                + " pictures: "
                                + text(hosts),
                        "give all of them the same provenance.certificate and provenance.key, or"
                                + " the same provenance.pem, and restart");
    }

    private static String text(Map<String, TreeSet<String>> hosts) {
        return hosts.entrySet().stream()
                .map(entry ->
                        entry.getKey().substring(0, SHOWN)
                                + " ("
                                + String.join(", ", entry.getValue())
                                + ")")
                .collect(Collectors.joining("; "));
    }

    /// The id of the key that a process with this data directory signs with; empty where it signs
    /// nothing, has none yet, or one that cannot be used, which is another check's matter.
    static Optional<String> own(Config.Provenance settings, DataDirectory data, Clock clock) {
        boolean none =
                settings.certificate().isEmpty()
                        && !Files.exists(data.path().resolve(SigningIdentity.FILE));
        if (none || !InstallationMarks.marks(settings).needIdentity()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InstallationMarks.identity(settings, data, clock).keyId());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
