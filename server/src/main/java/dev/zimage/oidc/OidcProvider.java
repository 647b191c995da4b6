package dev.zimage.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.zimage.webhooks.TrustedHostClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/// An OpenID provider at which people sign in, by the authorization code flow with PKCE, state and
/// nonce. Its addresses and keys are found by discovery. Safe for use by any number of threads.
public final class OidcProvider implements AutoCloseable {

    private final OidcSettings settings;
    private final ClientID client;
    private final TrustedHostClient http;
    private final Discovery discovery;
    private final ClaimRules rules;

    public OidcProvider(OidcSettings settings) {
        this.settings = settings;
        this.client = new ClientID(settings.client().id());
        this.http = new TrustedHostClient("oidc", settings.issuer());
        this.discovery = new Discovery(settings, new ProviderHttp(http));
        this.rules = new ClaimRules(settings);
    }

    /// The name on the sign-in page.
    public String name() {
        return settings.name();
    }

    public OidcSettings settings() {
        return settings;
    }

    /// A started authorization.
    ///
    /// @param address to send the browser to
    public record Start(URI address, Authorization authorization) {}

    /// Starts an authorization.
    ///
    /// @param callback where the provider sends the browser back to
    /// @throws IOException when the provider does not answer
    public Start begin(URI callback) throws IOException {
        Authorization drawn = Authorization.draw();
        URI address =
                new AuthenticationRequest.Builder(
                                ResponseType.CODE,
                                new Scope("openid", "email", "profile"),
                                client,
                                callback)
                        .endpointURI(discovery.metadata().getAuthorizationEndpointURI())
                        .state(new State(drawn.state()))
                        .nonce(new Nonce(drawn.nonce()))
                        .codeChallenge(new CodeVerifier(drawn.verifier()), CodeChallengeMethod.S256)
                        .build()
                        .toURI();
        return new Start(address, drawn);
    }

    /// Redeems the code that the browser came back with.
    ///
    /// @param state that came back
    /// @param callback the same as at the beginning
    public OidcResult finish(Authorization kept, String state, String code, URI callback) {
        if (!kept.isFor(state)) {
            return new OidcResult.Invalid("the state is not the one that this browser was given");
        }
        try {
            IDTokenClaimsSet claims = redeem(kept, code, callback);
            return rules.judge(claims);
        } catch (RefusedException | BadJOSEException | IllegalArgumentException e) {
            // IllegalArgumentException: the library's types refuse a claim that is empty.
            return new OidcResult.Invalid(String.valueOf(e.getMessage()));
        } catch (IOException | ParseException | JOSEException e) {
            return new OidcResult.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    /// The provider refused the code.
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    private IDTokenClaimsSet redeem(Authorization kept, String code, URI callback)
            throws IOException, ParseException, RefusedException, BadJOSEException, JOSEException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), callback, new CodeVerifier(kept.verifier()));
        TokenResponse answer =
                OIDCTokenResponseParser.parse(
                        request(discovery.metadata(), grant)
                                .toHTTPRequest()
                                .send(discovery.http()));
        if (!answer.indicatesSuccess()) {
            throw refused(answer.toErrorResponse().getErrorObject());
        }
        OIDCTokenResponse tokens = (OIDCTokenResponse) answer.toSuccessResponse();
        IDTokenClaimsSet claims =
                discovery
                        .validator()
                        .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(kept.nonce()));
        AuthorizedParty party = claims.getAuthorizedParty();
        if (party != null && !party.getValue().equals(client.getValue())) {
            throw new RefusedException("the ID token was issued to another client");
        }
        return claims;
    }

    private static RefusedException refused(ErrorObject error) throws IOException {
        if (error.getCode() == null) {
            throw new IOException(
                    "the provider answered with the status " + error.getHTTPStatusCode());
        }
        return new RefusedException("the provider refused the code: " + error.getCode());
    }

    private TokenRequest request(OIDCProviderMetadata metadata, AuthorizationCodeGrant grant) {
        URI endpoint = metadata.getTokenEndpointURI();
        String secret = settings.client().secret();
        if (secret.isEmpty()) {
            return new TokenRequest.Builder(endpoint, client, grant).build();
        }
        List<ClientAuthenticationMethod> known = metadata.getTokenEndpointAuthMethods();
        boolean byPost =
                known != null
                        && !known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && known.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return new TokenRequest.Builder(
                        endpoint,
                        byPost
                                ? new ClientSecretPost(client, new Secret(secret))
                                : new ClientSecretBasic(client, new Secret(secret)),
                        grant)
                .build();
    }

    /// Reads the configuration and keys of the provider, to find out whether it works.
    ///
    /// @return what is wrong; empty when nothing is
    public String examine() {
        try {
            discovery.examine();
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
