package dev.zimage.engine.hub;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What to pull, and how.
///
/// @param folder where the model is to be; made when it is not there
/// @param token for the hub alone, never for where it redirects to; null for none
/// @param connections that are used at once, 1 to 64
/// @param recheck whether files that an earlier pull has checked are read and checked again
public record PullRequest(
        ModelSource source,
        Path folder,
        @Nullable AccessToken token,
        EnvironmentProxies proxies,
        int connections,
        boolean recheck) {

    /// Connections by default.
    public static final int DEFAULT_CONNECTIONS = 8;

    public static final int MAX_CONNECTIONS = 64;

    public PullRequest {
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections must be 1 to " + MAX_CONNECTIONS + ", not " + connections);
        }
        folder = folder.toAbsolutePath().normalize();
    }

    /// A secret that authenticates somebody to a hub. It is sent to nobody but the hub.
    public static final class AccessToken {

        private static final int LONGEST = 4096;

        private final String secret;

        /// @throws IllegalArgumentException when this cannot be sent in a header; the message does
        ///   not tell the secret
        public AccessToken(String secret) {
            String stripped = secret.strip();
            if (stripped.isEmpty()
                    || stripped.length() > LONGEST
                    || stripped.chars().anyMatch(c -> c <= ' ' || c > '~' || c == ';')) {
                throw new IllegalArgumentException(
                        "the token is empty or has characters that none has");
            }
            this.secret = stripped;
        }

        String reveal() {
            return secret;
        }

        @Override
        public String toString() {
            return "(token)";
        }
    }
}
