package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.provenance.credentials.CredentialsReader;
import dev.zimage.provenance.credentials.SigningIdentity;
import dev.zimage.provenance.marking.PictureMarker;
import dev.zimage.verification.KnownPictures;
import dev.zimage.verification.PictureVerifier;
import java.time.Clock;
import java.util.Set;

/// What tells the pictures of an installation from others, by its key and its database.
public final class InstallationVerifier {

    private InstallationVerifier() {}

    /// @param identity with which the installation signs
    public static PictureVerifier of(
            Config.Provenance settings,
            SigningIdentity identity,
            KnownPictures known,
            Clock clock) {
        return new PictureVerifier(
                new CredentialsReader(Set.of(identity.publicKey()), clock),
                PictureMarker.payloads(identity.keyId()),
                settings.credentials(),
                known);
    }
}
