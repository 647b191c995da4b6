package dev.zimage.engine.hub;

/// A secret that a hub knows somebody by. It is shown to nobody but the hub.
public final class AccessToken {

    private static final int LONGEST = 4096;

    private final String secret;

    /// @throws IllegalArgumentException when this cannot be sent in a header; the message does not
    ///   tell the secret
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
