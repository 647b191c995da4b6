package dev.zimage.api.console;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.AccountDirectory;
import dev.zimage.accounts.AccountDirectory.Terms;
import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.AccountLimits;
import dev.zimage.accounts.Accounts;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.Grants;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.PersonId;
import dev.zimage.usage.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The operator's side: all accounts, their limits and credits.
final class AccountHandlers {

    private static final int PAGE = 50;

    /// Usage is shown of so many days.
    private static final int DAYS = 30;

    private static final int LONGEST_NOTE = 200;
    private static final long MOST_CREDITS = 1_000_000_000_000L;
    private static final int HIGHEST_LIMIT = 1_000_000;

    private final Accounts accounts;
    private final AccountDirectory directory;
    private final Grants grants;
    private final People people;
    private final Usage usage;

    AccountHandlers(Accounts accounts, People people, Usage usage) {
        this.accounts = accounts;
        this.directory = accounts.directory();
        this.grants = accounts.grants();
        this.people = people;
        this.usage = usage;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        String all = "/console/api/admin/accounts";
        return List.of(
                authenticator.signedIn("GET", all, this::list),
                authenticator.signedIn("POST", all, this::create),
                authenticator.signedIn("PATCH", all + "/{id}", this::change),
                authenticator.signedIn("POST", all + "/{id}/grants", this::grant));
    }

    private Answer list(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("text", "sort", "before"));
        AccountDirectory.Order order =
                QueryText.read(call, "sort", "newest, name or balance", AccountHandlers::order);
        return order == null || order == AccountDirectory.Order.NEWEST
                ? newest(call)
                : sorted(call, order);
    }

    private static Optional<AccountDirectory.Order> order(String text) {
        return Arrays.stream(AccountDirectory.Order.values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    /// By name or balance, which change: `before` is the number of accounts to skip.
    private Answer sorted(Call call, AccountDirectory.Order order) {
        Long skipped =
                QueryText.read(
                        call, "before", "a number of accounts", text -> Ids.number("", text));
        long skip = skipped == null ? 0 : skipped;
        List<Account> found = directory.sorted(text(call), order, skip, PAGE + 1);
        boolean more = found.size() > PAGE;
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Page<>(
                                views(found.stream().limit(PAGE).toList()),
                                more,
                                more ? String.valueOf(skip + PAGE) : null)));
    }

    private static String text(Call call) {
        return call.query("text").orElse("").strip();
    }

    private Answer newest(Call call) {
        List<Account> found =
                directory.search(
                        text(call),
                        QueryText.read(call, "before", "the id of an account", Ids::account),
                        PAGE + 1);
        List<Account> page = found.stream().limit(PAGE).toList();
        boolean more = found.size() > PAGE;
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Page<>(
                                views(page), more, more ? Ids.text(page.getLast().id()) : null)));
    }

    private Answer create(Call call, ConsoleSession session) {
        String name = name(Body.read(call, "name"));
        Account made = accounts.create(name).orElseThrow(() -> taken(name));
        return Answer.json(201, Json.write(view(made)));
    }

    private static String name(Body body) {
        String name = body.fields().requiredText("name");
        if (!Accounts.isName(name)) {
            throw Body.invalid("name must have " + Accounts.NAME_FORM);
        }
        return name;
    }

    private static Refusal taken(String name) {
        return new Refusal(
                ErrorCode.PARAMETER_INVALID, 409, "name: there is an account " + name + " already");
    }

    private Answer change(Call call, ConsoleSession session) {
        Account account = account(call);
        Body body =
                Body.read(
                        call,
                        "name",
                        "suspended",
                        "requests_per_minute",
                        "tasks_in_flight",
                        "low_balance");
        Terms wanted = changed(body, Terms.of(account)); // refuses what is wrong
        Account changed =
                directory
                        .change(account.id(), now -> changed(body, now))
                        .orElseThrow(() -> taken(wanted.name()));
        return Answer.json(200, Json.write(view(changed)));
    }

    private static Terms changed(Body body, Terms now) {
        return new Terms(
                body.has("name") ? name(body) : now.name(),
                body.fields().flag("suspended", now.suspended()),
                new AccountLimits(
                        limit(body, "requests_per_minute", now.limits().requestsPerMinute()),
                        limit(body, "tasks_in_flight", now.limits().tasksInFlight()),
                        lowBalance(body, now.limits().lowBalance())));
    }

    private static @Nullable Credits lowBalance(Body body, @Nullable Credits now) {
        if (!body.has("low_balance")) {
            return now;
        }
        Long credits = body.fields().integer("low_balance", 0, MOST_CREDITS);
        return credits == null ? null : new Credits(credits);
    }

    /// The limit as it is to be: null, for the configured one, where the body says null.
    private static @Nullable Integer limit(Body body, String name, @Nullable Integer now) {
        if (!body.has(name)) {
            return now;
        }
        Long limit = body.fields().integer(name, 1, HIGHEST_LIMIT);
        return limit == null ? null : limit.intValue();
    }

    private Answer grant(Call call, ConsoleSession session) {
        Account account = account(call);
        Body body = Body.read(call, "credits", "note");
        long credits =
                Objects.requireNonNullElse(
                        body.fields().integer("credits", -MOST_CREDITS, MOST_CREDITS), 0L);
        if (credits == 0) {
            throw Body.invalid("credits must be a whole number other than 0");
        }
        String note = body.has("note") ? body.text("note", LONGEST_NOTE) : "";
        Grants.Request request =
                new Grants.Request(account.id(), new Credits(credits), note, key(call));
        return switch (grants.grant(request)) {
            case Grants.Outcome.Granted(Credits balance, boolean before) ->
                    Answer.json(200, Json.write(new ConsoleJson.Granted(balance.amount(), before)));
            case Grants.Outcome.TooPoor() ->
                    throw new Refusal(
                            ErrorCode.CREDITS_TOO_LOW,
                            "The balance is %s and cannot fall below 0"
                                    .formatted(account.balance()));
            case Grants.Outcome.KeyReused() ->
                    throw new Refusal(
                            ErrorCode.IDEMPOTENCY_KEY_REUSED,
                            "This Idempotency-Key came before with another grant; use a new one");
        };
    }

    private static String key(Call call) {
        String key =
                call.singleHeader("Idempotency-Key")
                        .orElseThrow(() ->
                                new Refusal(
                                        ErrorCode.PARAMETER_MISSING,
                                        "Send the header Idempotency-Key, so that a grant"
                                                + " that is sent twice is given once"));
        if (!key.matches("[\\x21-\\x7e]{1,255}")) {
            throw Body.invalid("Idempotency-Key must have 1 to 255 printable ASCII characters");
        }
        return key;
    }

    /// The account that the address names.
    Account account(Call call) {
        String text = call.pathParameter("id");
        return Ids.account(text)
                .flatMap(directory::find)
                .orElseThrow(() -> Ids.unknown("account", text));
    }

    /// An account as operators see it.
    ConsoleJson.AccountView view(Account account) {
        return views(List.of(account)).getFirst();
    }

    private List<ConsoleJson.AccountView> views(List<Account> all) {
        List<AccountId> ids = all.stream().map(Account::id).toList();
        List<Person> members = people.list(ids);
        Map<PersonId, Integer> passkeys = people.passkeys().counts(ids);
        Map<AccountId, Usage.AccountTotal> totals =
                usage.totals(ids, usage.today().minusDays(DAYS - 1));
        return all.stream()
                .map(account ->
                        view(
                                account,
                                members,
                                passkeys,
                                totals.getOrDefault(account.id(), Usage.AccountTotal.NONE)))
                .toList();
    }

    private static ConsoleJson.AccountView view(
            Account account,
            List<Person> members,
            Map<PersonId, Integer> passkeys,
            Usage.AccountTotal total) {
        AccountId id = account.id();
        return new ConsoleJson.AccountView(
                Ids.text(id),
                account.name(),
                account.balance().amount(),
                account.suspended(),
                account.tasksInFlight(),
                ConsoleJson.OwnLimits.of(account),
                account.createdAt().getEpochSecond(),
                members.stream()
                        .filter(person -> person.account().equals(id))
                        .map(person ->
                                new ConsoleJson.AccountMember(
                                        PeopleHandlers.view(person),
                                        passkeys.getOrDefault(person.id(), 0)))
                        .toList(),
                new ConsoleJson.LastDays(
                        total.spent().amount(), total.completed(), total.failed()));
    }
}
