package dev.zimage.webauthn;

import com.webauthn4j.data.RegistrationData;

/// What a browser sends after an authenticator has made a credential. Nothing of it is verified.
public final class Attestation {

    private final RegistrationData parsed;
    private final byte[] challenge;

    Attestation(RegistrationData parsed) {
        this.parsed = parsed;
        this.challenge = parsed.getCollectedClientData().getChallenge().getValue();
    }

    RegistrationData parsed() {
        return parsed;
    }

    /// The challenge that it answers.
    public byte[] challenge() {
        return challenge.clone();
    }
}
