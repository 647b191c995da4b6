package dev.zimage.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a provider says about itself: its addresses, read again every hour, and its keys, read
/// again every five minutes and when a token is signed with an unknown one. One request reads it at
/// a time; others use what is known, however old it is, or wait for that one for a limited time.
final class Discovery {

    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /// No algorithm with a shared secret, and not `none`.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final ProviderHttp http;
    private final AtomicReference<@Nullable CompletableFuture<Known>> inFlight =
            new AtomicReference<>();
    private volatile @Nullable Known known;

    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, long until) {}

    Discovery(OidcSettings settings, ProviderHttp http) {
        this.settings = settings;
        this.http = http;
    }

    ProviderHttp http() {
        return http;
    }

    OIDCProviderMetadata metadata() throws IOException {
        return known().metadata;
    }

    IDTokenValidator validator() throws IOException {
        return known().validator;
    }

    private Known known() throws IOException {
        Known present = known;
        if (present != null && System.nanoTime() - present.until < 0) {
            return present;
        }
        CompletableFuture<Known> own = new CompletableFuture<>();
        CompletableFuture<Known> running = inFlight.compareAndExchange(null, own);
        if (running == null) {
            return readFor(own);
        }
        return present == null ? result(running) : present;
    }

    /// Reads, and tells those who wait what came of it.
    private Known readFor(CompletableFuture<Known> waiting) throws IOException {
        try {
            OIDCProviderMetadata metadata = read();
            Known read =
                    new Known(metadata, validator(metadata), System.nanoTime() + VALID.toNanos());
            known = read;
            waiting.complete(read);
            return read;
        } finally {
            inFlight.set(null);
            waiting.completeExceptionally(new IOException("the provider does not answer"));
        }
    }

    private static Known result(CompletableFuture<Known> running) throws IOException {
        try {
            return running.get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the provider does not answer", e);
        } catch (TimeoutException e) {
            throw new IOException("the provider does not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private OIDCProviderMetadata read() throws IOException {
        String issuer = settings.issuer().toString();
        URI address =
                URI.create(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
        String document = http.get(address);
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document);
            requireIssuer(metadata.getIssuer().getValue(), issuer);
            return metadata;
        } catch (ParseException e) {
            throw new IOException(address + " is no OpenID configuration: " + e.getMessage(), e);
        }
    }

    private static void requireIssuer(String said, String configured) throws IOException {
        if (!said.equals(configured)) {
            throw new IOException(
                    "the provider calls itself %s and oidc.issuer is %s; they must be the same"
                            .formatted(said, configured));
        }
    }

    private IDTokenValidator validator(OIDCProviderMetadata metadata) throws IOException {
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), http)
                        .refreshAheadCache(false)
                        .build();
        return new IDTokenValidator(
                metadata.getIssuer(),
                new ClientID(settings.client().id()),
                new JWSVerificationKeySelector<>(ALGORITHMS, keys),
                null);
    }

    /// @throws IOException that says what is wrong with the provider
    void examine() throws IOException {
        URI keys = metadata().getJWKSetURI();
        try {
            if (JWKSet.parse(http.get(keys)).isEmpty()) {
                throw new IOException(keys + " has no keys");
            }
        } catch (java.text.ParseException e) {
            throw new IOException(keys + " has no keys: " + e.getMessage(), e);
        }
    }
}
