package dev.zimage.api.console;

import dev.zimage.accounts.AccountDirectory;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Grants;
import dev.zimage.accounts.Ledger;
import dev.zimage.api.Answer;
import dev.zimage.api.Call;
import dev.zimage.api.Envelopes;
import dev.zimage.api.OrderReadiness;
import dev.zimage.api.Route;
import dev.zimage.engines.Engines;
import dev.zimage.models.Catalogue;
import dev.zimage.origin.PublicUrl;
import dev.zimage.people.People;
import dev.zimage.people.Sessions;
import dev.zimage.people.SignIn;
import dev.zimage.people.SignInLog;
import dev.zimage.tasks.lookup.TaskArchive;
import dev.zimage.tasks.queue.QueueReport;
import dev.zimage.usage.Usage;
import dev.zimage.webhooks.Deliveries;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The browser console's side of the server: its pages, and the JSON that they alone use, which is
/// no part of the public API.
public final class Console {

    private final List<Route> routes;
    private final Visitors visitors;
    private final Pages pages;

    /// What the console needs and the public API does not.
    ///
    /// @param requestsPerMinute of accounts without a limit of their own
    /// @param tasksInFlight of accounts without a limit of their own
    public record Parts(
            SignIn signIn,
            People people,
            Sessions sessions,
            SignInLog signInLog,
            ApiKeys keys,
            Usage usage,
            Ledger ledger,
            Grants grants,
            AccountDirectory directory,
            TaskArchive archive,
            QueueReport queue,
            Deliveries deliveries,
            int requestsPerMinute,
            int tasksInFlight) {}

    public Console(
            Parts parts,
            Envelopes envelopes,
            Accounts accounts,
            Engines engines,
            Catalogue catalogue,
            OrderReadiness readiness,
            PublicUrl publicUrl,
            Clock clock) {
        this.visitors = new Visitors(parts.sessions, publicUrl);
        this.pages = new Pages(publicUrl);
        SessionViews views =
                new SessionViews(
                        accounts,
                        new ConsoleJson.Limits(parts.requestsPerMinute, parts.tasksInFlight),
                        engines,
                        catalogue,
                        readiness);
        SignInHandlers signIn =
                new SignInHandlers(
                        parts.signIn, parts.sessions, parts.signInLog, visitors, views, publicUrl);
        this.routes =
                Stream.of(
                                pages.routes(),
                                signIn.routes(),
                                new KeyHandlers(parts.keys, parts.usage, clock).routes(visitors),
                                new TaskViews(parts.archive, parts.ledger, envelopes)
                                        .routes(visitors),
                                new LedgerHandlers(parts.ledger).routes(visitors),
                                new AccountHandlers(
                                                accounts,
                                                parts.directory,
                                                parts.grants,
                                                parts.people)
                                        .routes(visitors),
                                new PeopleHandlers(parts.people, parts.directory, publicUrl)
                                        .routes(visitors),
                                new QueueHandlers(parts.queue, parts.deliveries, readiness)
                                        .routes(visitors),
                                new Documentation().routes(visitors))
                        .flatMap(List::stream)
                        .toList();
    }

    /// All operations of the console.
    public List<Route> routes() {
        return routes;
    }

    /// The page for an address that is none, if it is a reader who looks for one.
    public Optional<Answer> unknown(Call call) {
        return pages.unknown(call);
    }

    /// Who calls the public API with the console's cookie in place of a key; empty when there is no
    /// such cookie.
    ///
    /// @throws dev.zimage.api.Refusal when its session has ended, or another site's page made use
    ///   of it
    public Optional<Caller> caller(Call call) {
        return visitors.caller(call);
    }
}
