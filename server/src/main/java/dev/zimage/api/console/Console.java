package dev.zimage.api.console;

import dev.zimage.accounts.Accounts;
import dev.zimage.api.OrderService;
import dev.zimage.api.http.AccessControl;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.audit.AuditLog;
import dev.zimage.download.ModelDownload;
import dev.zimage.limits.RateLimits;
import dev.zimage.oidc.OidcProvider;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.People;
import dev.zimage.requests.RequestHistory;
import dev.zimage.tasks.Tasks;
import dev.zimage.usage.Usage;
import dev.zimage.webhooks.Deliveries;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The browser console's side of the server: its pages, and the JSON that they alone use, which is
/// no part of the public API.
public final class Console {

    private final List<Route> routes;
    private final Function<Call, Optional<Answer>> unknown;
    private final BiFunction<Call, Route, Optional<AccessControl.SignedIn>> caller;

    /// How people sign in.
    ///
    /// @param provider at which they can sign in; null when there are passwords only
    /// @param limits of the requests of an account's people
    public record Entrance(
            People people,
            @Nullable OidcProvider provider,
            PublicUrl publicUrl,
            RateLimits limits) {}

    /// What was recorded of changes and of requests.
    public record Records(AuditLog audit, RequestHistory requests) {}

    /// What is sent and fetched in the background.
    public record Transfers(Deliveries deliveries, ModelDownload download) {}

    private Console() {
        this.routes = List.of();
        this.unknown = call -> Optional.empty();
        this.caller = (call, route) -> Optional.empty();
    }

    private Console(
            OrderService orders,
            Accounts accounts,
            Entrance entrance,
            Usage usage,
            Records records,
            Transfers transfers,
            RateLimits limits) {
        Deliveries deliveries = transfers.deliveries();
        People people = entrance.people();
        PublicUrl publicUrl = entrance.publicUrl();
        SessionAuthenticator authenticator =
                new SessionAuthenticator(people, publicUrl, entrance.limits());
        Pages pages = new Pages(publicUrl);
        this.unknown = pages::unknown;
        this.caller = authenticator::caller;
        Tasks tasks = orders.tasks();
        SessionViews views =
                new SessionViews(
                        orders,
                        accounts,
                        new ConsoleJson.Limits(
                                limits.usual(),
                                tasks.terms().tasksInFlight(),
                                accounts.lowBalances().usual().amount()),
                        people.rules());
        KeyHandlers keys = new KeyHandlers(accounts.keys(), people, usage);
        LedgerHandlers ledger = new LedgerHandlers(accounts.ledger(), usage.statement());
        AccountHandlers accountList = new AccountHandlers(accounts, people, usage);
        this.routes =
                Stream.of(
                                pages.routes(),
                                new SignInHandlers(people, authenticator, views, publicUrl)
                                        .routes(),
                                new OidcHandlers(
                                                entrance.provider(),
                                                people,
                                                accounts,
                                                authenticator,
                                                publicUrl)
                                        .routes(),
                                keys.routes(authenticator),
                                new TaskViews(tasks, accounts.ledger(), orders.envelopes())
                                        .routes(authenticator),
                                new DeliveryHandlers(deliveries.history()).routes(authenticator),
                                ledger.routes(authenticator),
                                accountList.routes(authenticator),
                                new AccountPageHandlers(accountList, keys, ledger)
                                        .routes(authenticator),
                                new PeopleHandlers(people, accounts.directory(), publicUrl)
                                        .routes(authenticator),
                                new TeamHandlers(people, publicUrl).routes(authenticator),
                                new TwoFactorHandlers(people, publicUrl).routes(authenticator),
                                new PasskeyHandlers(people, publicUrl).routes(authenticator),
                                new SessionHandlers(people.sessions()).routes(authenticator),
                                new AuditHandlers(records.audit()).routes(authenticator),
                                new RequestHandlers(records.requests()).routes(authenticator),
                                new OverviewHandlers(usage).routes(authenticator),
                                new ModelDownloadHandlers(transfers.download(), orders.engines())
                                        .routes(authenticator),
                                new QueueHandlers(
                                                tasks.report(),
                                                deliveries,
                                                orders.readiness(),
                                                tasks.registry())
                                        .routes(authenticator),
                                new Documentation().routes(authenticator))
                        .flatMap(List::stream)
                        .toList();
    }

    /// Opens the console.
    ///
    /// @param limits of the accounts that have none of their own
    public static Console open(
            OrderService orders,
            Accounts accounts,
            Entrance entrance,
            Usage usage,
            Records records,
            Transfers transfers,
            RateLimits limits) {
        return new Console(orders, accounts, entrance, usage, records, transfers, limits);
    }

    /// The console of a process that has none.
    public static Console none() {
        return new Console();
    }

    /// All operations of the console.
    public List<Route> routes() {
        return routes;
    }

    /// The page for an address that is none, if it is a reader who looks for one.
    public Optional<Answer> unknown(Call call) {
        return unknown.apply(call);
    }

    /// Who calls the public API with the console's cookie in place of a key; empty when there is no
    /// such cookie.
    ///
    /// @throws dev.zimage.api.http.Refusal when its session has ended, another site's page made use
    ///   of it, or the person's role does not allow the route
    public Optional<AccessControl.SignedIn> caller(Call call, Route route) {
        return caller.apply(call, route);
    }
}
