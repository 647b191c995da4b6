package dev.zimage.webauthn;

import com.webauthn4j.data.AuthenticationData;

/// What a browser sends after an authenticator has signed a challenge. Nothing of it is verified.
public final class Assertion {

    private final AuthenticationData parsed;
    private final byte[] challenge;
    private final String credential;

    Assertion(AuthenticationData parsed) {
        this.parsed = parsed;
        this.credential = WebAuthn.encoded(parsed.getCredentialId());
        this.challenge = parsed.getCollectedClientData().getChallenge().getValue();
    }

    AuthenticationData parsed() {
        return parsed;
    }

    /// The id of the credential that is said to have signed, in Base64 for URLs.
    public String credential() {
        return credential;
    }

    /// The challenge that it answers.
    public byte[] challenge() {
        return challenge.clone();
    }

    /// What the authenticator knows the person by, in Base64 for URLs; empty when it says nothing.
    public String handle() {
        byte[] handle = parsed.getUserHandle();
        return handle == null ? "" : WebAuthn.encoded(handle);
    }
}
