package dev.zimage.webauthn;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Verifies what authenticators send, by the rules of Web Authentication Level 3. The person must
/// have been verified (by a fingerprint or a PIN, for example), so that a passkey is two factors.
/// It does not matter who made the authenticator: attestation is neither asked for nor checked.
/// Safe for use by any number of threads.
public final class WebAuthn {

    /// The algorithms of keys, best first, by their numbers in the registry of COSE: ES256, Ed25519
    /// and RS256.
    public static final List<Long> ALGORITHMS = List.of(-7L, -8L, -257L);

    private volatile @Nullable Library library;

    /// The parts of the library, which are made at the first use.
    private record Library(
            WebAuthnManager manager,
            AttestedCredentialDataConverter credentials,
            List<PublicKeyCredentialParameters> accepted) {

        static Library make() {
            ObjectConverter converter = new ObjectConverter();
            return new Library(
                    WebAuthnManager.createNonStrictWebAuthnManager(converter),
                    new AttestedCredentialDataConverter(converter),
                    ALGORITHMS.stream()
                            .map(number ->
                                    new PublicKeyCredentialParameters(
                                            PublicKeyCredentialType.PUBLIC_KEY,
                                            COSEAlgorithmIdentifier.create(number)))
                            .toList());
        }
    }

    /// What an authenticator says of a credential when it is used.
    public record Use(long signCount, boolean backedUp) {}

    private Library library() {
        Library made = library;
        if (made == null) {
            made = Library.make();
            library = made;
        }
        return made;
    }

    /// Reads what a browser sends after a credential was made; empty when it is malformed.
    ///
    /// @param json of the browser's `PublicKeyCredential.toJSON()`
    public Optional<Attestation> attestation(String json) {
        try {
            RegistrationData parsed = library().manager.parseRegistrationResponseJSON(json);
            return Optional.of(new Attestation(parsed));
        } catch (RuntimeException e) {
            return Optional.empty(); // the library trips over what it does not expect
        }
    }

    /// Reads what a browser sends after a credential was used; empty when it is malformed.
    public Optional<Assertion> assertion(String json) {
        try {
            AuthenticationData parsed = library().manager.parseAuthenticationResponseJSON(json);
            return Optional.of(new Assertion(parsed));
        } catch (RuntimeException e) {
            return Optional.empty(); // the library trips over what it does not expect
        }
    }

    /// Verifies a new credential. That the challenge was ours is up to the caller.
    public Verification<Credential> verify(Attestation attestation, RelyingParty party) {
        RegistrationData data = attestation.parsed();
        try {
            library()
                    .manager
                    .verify(
                            data,
                            new RegistrationParameters(
                                    property(party, attestation.challenge()),
                                    library().accepted,
                                    true,
                                    true));
            return new Verification.Accepted<>(credential(data));
        } catch (RuntimeException e) { // the library trips over what it does not expect
            return new Verification.Refused<>(reason(e));
        }
    }

    private Credential credential(RegistrationData data) {
        AuthenticatorData<?> authenticator = data.getAttestationObject().getAuthenticatorData();
        AttestedCredentialData made = authenticator.getAttestedCredentialData();
        if (made == null) {
            throw new IllegalArgumentException("there is no key");
        }
        return new Credential(
                encoded(made.getCredentialId()),
                encoded(library().credentials.convert(made)),
                transports(data.getTransports()),
                authenticator.getSignCount(),
                authenticator.isFlagBE(),
                authenticator.isFlagBS());
    }

    private static String transports(@Nullable Set<AuthenticatorTransport> transports) {
        return transports == null
                ? ""
                : transports.stream()
                        .map(AuthenticatorTransport::getValue)
                        .filter(name -> name.matches("[a-z-]{1,20}"))
                        .sorted()
                        .limit(8)
                        .collect(Collectors.joining(" "));
    }

    /// Verifies that a credential has signed. That the challenge was ours is up to the caller.
    public Verification<Use> verify(Assertion assertion, RelyingParty party, Credential known) {
        try {
            AuthenticatorData<?> said =
                    library()
                            .manager
                            .verify(
                                    assertion.parsed(),
                                    new AuthenticationParameters(
                                            property(party, assertion.challenge()),
                                            stored(known),
                                            List.of(decoded(known.id())),
                                            true,
                                            true))
                            .getAuthenticatorData();
            return new Verification.Accepted<>(new Use(said.getSignCount(), said.isFlagBS()));
        } catch (RuntimeException e) { // the library trips over what it does not expect
            return new Verification.Refused<>(reason(e));
        }
    }

    private CredentialRecordImpl stored(Credential known) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                known.backupEligible(),
                known.backedUp(),
                known.signCount(),
                library().credentials.convert(decoded(known.data())),
                null,
                null,
                null,
                null);
    }

    private static ServerProperty property(RelyingParty party, byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(party.origin()))
                .rpId(party.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static String reason(RuntimeException refusal) {
        return switch (refusal) {
            case BadOriginException _, BadRpIdException _ -> "for another site";
            case MaliciousCounterValueException _ -> "its counter went back, as that of a copy";
            case UserNotVerifiedException _ -> "the person was not verified";
            default -> "invalid (" + refusal.getClass().getSimpleName() + ")";
        };
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
