package dev.zimage.api.console;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Accounts;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.oidc.Authorization;
import dev.zimage.oidc.OidcProvider;
import dev.zimage.oidc.OidcResult;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.ClientDetails;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.People;
import dev.zimage.people.ProviderIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in at an OpenID provider: sends the browser there and takes it back. If something goes
/// wrong, the sign-in page says what, the log says why, and the audit log has it too.
final class OidcHandlers {

    private static final Logger log = LoggerFactory.getLogger(OidcHandlers.class);

    private static final String CALLBACK = "/console/api/oidc/callback";
    private static final String UNREACHABLE = "unreachable";
    private static final long MINUTES_AT_THE_PROVIDER = 10;

    /// A path of the console; `//host` and `/\host` would be other hosts.
    private static final Predicate<String> OWN_PATH =
            Pattern.compile("/(?![/\\\\])[\\x21-\\x7e]{0,500}").asMatchPredicate();

    private final @Nullable OidcProvider provider;
    private final People people;
    private final Accounts accounts;
    private final SessionAuthenticator authenticator;
    private final PublicUrl publicUrl;
    private final SessionCookie atProvider;

    /// @param provider its name; null when there is none
    /// @param passkeys whether browsers keep passkeys for the address of the request
    record Methods(@Nullable String provider, boolean passkeys) {}

    OidcHandlers(
            @Nullable OidcProvider provider,
            People people,
            Accounts accounts,
            SessionAuthenticator authenticator,
            PublicUrl publicUrl) {
        this.provider = provider;
        this.people = people;
        this.accounts = accounts;
        this.authenticator = authenticator;
        this.publicUrl = publicUrl;
        this.atProvider = new SessionCookie(publicUrl, "zimage_oidc", MINUTES_AT_THE_PROVIDER * 60);
    }

    List<Route> routes() {
        Route methods = authenticator.anybody("GET", "/console/api/sign-in-methods", this::methods);
        OidcProvider known = provider;
        return known == null
                ? List.of(methods)
                : List.of(
                        methods,
                        authenticator.anybody(
                                "GET", "/console/api/oidc/start", call -> start(call, known)),
                        authenticator.anybody("GET", CALLBACK, call -> back(call, known)));
    }

    private Answer methods(Call call) {
        boolean passkeys = PasskeyHandlers.party(call, publicUrl).isPresent();
        return Answer.json(
                200, Json.write(new Methods(provider == null ? null : provider.name(), passkeys)));
    }

    private Answer start(Call call, OidcProvider known) {
        try {
            OidcProvider.Start start = known.begin(callback(call));
            String next = call.query("next").filter(OWN_PATH).orElse("/playground");
            return redirect(start.address().toString())
                    .with(
                            "Set-Cookie",
                            atProvider.set(
                                    call, start.authorization().text() + "." + encoded(next)));
        } catch (IOException e) {
            return failed(UNREACHABLE, e.getMessage());
        }
    }

    private URI callback(Call call) {
        return URI.create(publicUrl.baseFor(call.origin()) + CALLBACK);
    }

    private Answer back(Call call, OidcProvider known) {
        if (isEmbedded(call)) {
            return failed("invalid", "the request came from within another page");
        }
        String kept = atProvider.read(call).orElse("");
        int end = kept.lastIndexOf('.');
        Optional<Authorization> asked =
                end < 0 ? Optional.empty() : Authorization.parse(kept.substring(0, end));
        // Anybody can make a browser come here. Only who began a sign-in can guess, so only that
        // counts.
        if (asked.isEmpty() || !asked.get().isFor(call.query("state").orElse(""))) {
            return failed("invalid", "the browser did not come back from a sign-in that it began");
        }
        String next = decoded(kept.substring(end + 1));
        return people.providerSignIn()
                .count(SignInHandlers.client(call, publicUrl))
                .map(OidcHandlers::later)
                .orElseGet(() -> enter(call, known, asked.get(), next))
                .with("Set-Cookie", atProvider.remove(call));
    }

    /// Browsers come back by navigating. A picture or frame in a page of another site must not use
    /// up the attempts of its readers.
    private static boolean isEmbedded(Call call) {
        return call.header("Sec-Fetch-Dest").filter(dest -> !dest.equals("document")).isPresent();
    }

    private static Answer later(Duration wait) {
        return redirect("/signin?wait=" + Refusal.wholeSeconds(wait));
    }

    private Answer enter(Call call, OidcProvider known, Authorization asked, String next) {
        ClientDetails client = SignInHandlers.client(call, publicUrl);
        Optional<String> refused = call.query("error");
        if (refused.isPresent()) {
            return failed(client, "refused", "the provider answered with " + word(refused.get()));
        }
        OidcResult result =
                known.finish(
                        asked,
                        call.query("state").orElse(""),
                        call.query("code").filter(code -> !code.isBlank()).orElse("none"),
                        callback(call));
        return switch (result) {
            case OidcResult.Vouched(ProviderIdentity identity) ->
                    enter(call, known, identity, next);
            case OidcResult.Invalid(String reason) -> failed(client, "invalid", reason);
            case OidcResult.AddressRefused() ->
                    failed(client, "address", "no verified e-mail address of an allowed domain");
            case OidcResult.NoRole() ->
                    failed(client, "role", "no value of the role claim stands for a role here");
            case OidcResult.Unreachable(String reason) -> failed(client, UNREACHABLE, reason);
        };
    }

    private static String word(String text) {
        return text.matches("[a-z_]{1,40}") ? text : "an error";
    }

    private Answer enter(Call call, OidcProvider known, ProviderIdentity identity, String next) {
        AccountId account =
                known.settings().account().map(this::account).map(Account::id).orElse(null);
        ClientDetails client = SignInHandlers.client(call, publicUrl);
        Optional<ConsoleSession.Opened> opened =
                people.providerSignIn().enter(identity, account, client);
        if (opened.isEmpty()) {
            return failed(client, "uninvited", "the address was not invited");
        }
        authenticator.find(call).ifPresent(people.sessions()::end);
        return redirect(next)
                .with("Set-Cookie", authenticator.cookie().set(call, opened.get().token()));
    }

    /// The account that people are added to. Somebody else may create it at the same time.
    private Account account(String name) {
        return accounts.find(name)
                .or(() -> accounts.create(name))
                .or(() -> accounts.find(name))
                .orElseThrow();
    }

    private Answer failed(ClientDetails client, String problem, String reason) {
        people.providerSignIn().failed(client, problem, !problem.equals(UNREACHABLE));
        return failed(problem, reason);
    }

    private static Answer failed(String problem, @Nullable String reason) {
        log.warn("a sign-in through the provider failed: {}", reason);
        return redirect("/signin?problem=" + problem);
    }

    private static Answer redirect(String address) {
        return new Answer(
                        302, "text/plain; charset=utf-8", List.of(), new Answer.Bytes(new byte[0]))
                .with("Location", address)
                .with("Referrer-Policy", "no-referrer");
    }

    private static String encoded(String path) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(path.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            String path = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return OWN_PATH.test(path) ? path : "/playground";
        } catch (IllegalArgumentException e) {
            return "/playground";
        }
    }
}
