package dev.zimage.cli.doctor;

import dev.zimage.config.Config;
import dev.zimage.provenance.credentials.IdentityStore;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.server.InstallationMarks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Which marks pictures get, and until when the certificate is valid that signs them.
final class MarksCheck {

    private static final String NAME = "marks";
    private static final Duration NOTICE = Duration.ofDays(30);

    /// Digits of the key's id, enough to compare the keys of several machines.
    private static final int KEY_SHOWN = 8;

    private MarksCheck() {}

    /// @param own where the installation keeps its own key
    static Check of(Config.Provenance settings, IdentityStore own, Clock clock) {
        String layers = layers(settings);
        if (!InstallationMarks.marks(settings).needIdentity()) {
            return Check.ok(NAME, layers);
        }
        try {
            if (settings.certificate().isEmpty() && own.read().isEmpty()) {
                return Check.ok(NAME, layers + "; the first start makes the certificate");
            }
            SigningIdentity identity = InstallationMarks.identity(settings, own, clock);
            return signed(layers, identity, clock.instant());
        } catch (IOException e) {
            return Check.fail(
                    NAME, String.valueOf(e.getMessage()), "the server does not start with this");
        }
    }

    private static Check signed(String layers, SigningIdentity identity, Instant now) {
        LocalDate end = LocalDate.ofInstant(identity.validUntil(), ZoneOffset.UTC);
        String key = identity.keyId().substring(0, KEY_SHOWN);
        String message =
                "%s; signed by %s, key %s, valid until %s"
                        .formatted(layers, identity.name(), key, end);
        if (identity.isSelfSigned()) {
            return Check.ok(NAME, message + " and renewed before");
        }
        String advice = "put a new one into the file of provenance.certificate, and restart";
        if (identity.validUntil().isBefore(now)) {
            return Check.fail(NAME, message + ", which has passed", advice);
        }
        return identity.validUntil().isBefore(now.plus(NOTICE))
                ? Check.warn(NAME, message, advice)
                : Check.ok(NAME, message);
    }

    private static String layers(Config.Provenance settings) {
        List<String> on = new ArrayList<>();
        List<String> off = new ArrayList<>();
        (settings.credentials() ? on : off).add("credentials");
        (settings.metadata() ? on : off).add("metadata");
        (settings.watermark() ? on : off).add("watermark");
        (settings.fingerprint() ? on : off).add("fingerprint");
        return (on.isEmpty() ? "none" : String.join(", ", on))
                + (off.isEmpty() ? "" : " (off: " + String.join(", ", off) + ")");
    }
}
