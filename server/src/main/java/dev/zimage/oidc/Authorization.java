package dev.zimage.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a browser keeps in a cookie while somebody is at the provider, and must bring back.
///
/// @param state that the provider sends back
/// @param nonce that the ID token repeats
/// @param verifier of PKCE, without which the code is worth nothing
public record Authorization(String state, String nonce, String verifier) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{20,128}");

    static Authorization draw() {
        return new Authorization(
                new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
    }

    /// The text for the cookie.
    public String text() {
        return state + "." + nonce + "." + verifier;
    }

    /// Parses what [#text] wrote; empty when it is malformed.
    public static Optional<Authorization> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (!FORM.matcher(part).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(new Authorization(parts[0], parts[1], parts[2]));
    }

    /// Whether a state that came back is that of this request.
    public boolean isFor(String given) {
        return MessageDigest.isEqual(
                state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "an authorization request";
    }
}
