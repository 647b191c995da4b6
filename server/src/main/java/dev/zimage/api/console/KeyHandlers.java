package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.Credits;
import dev.zimage.accounts.KeyBudget;
import dev.zimage.accounts.KeyId;
import dev.zimage.accounts.Mode;
import dev.zimage.accounts.Scope;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.people.ConsoleSession;
import dev.zimage.people.People;
import dev.zimage.people.Person;
import dev.zimage.people.Role;
import dev.zimage.usage.Usage;
import dev.zimage.usage.Usage.KeySpending;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The API keys of the own account.
final class KeyHandlers {

    private static final int LONGEST_NAME = 100;
    private static final long MOST_CREDITS = 1_000_000_000_000L;
    private static final long LATEST = 32_503_680_000L; // the year 3000

    private final ApiKeys keys;
    private final People people;
    private final Usage usage;

    KeyHandlers(ApiKeys keys, People people, Usage usage) {
        this.keys = keys;
        this.people = people;
        this.usage = usage;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/keys", this::list),
                authenticator.signedIn("POST", "/console/api/keys", this::create),
                authenticator.signedIn("PATCH", "/console/api/keys/{id}", this::change),
                authenticator.signedIn("DELETE", "/console/api/keys/{id}", this::revoke));
    }

    private Answer list(Call call, ConsoleSession session) {
        return Answer.json(
                200, Json.write(new ConsoleJson.AllOf<>(views(session.person().account()))));
    }

    /// The keys of an account, with what they spent.
    List<ConsoleJson.KeyView> views(AccountId account) {
        Map<KeyId, KeySpending> spent = usage.byKey(account, usage.today());
        List<Person> members = people.list(List.of(account));
        return keys.list(account).stream()
                .map(key -> view(key, spent.getOrDefault(key.id(), KeySpending.NONE), members))
                .toList();
    }

    private Answer create(Call call, ConsoleSession session) {
        Body body =
                Body.read(
                        call, "name", "mode", "scopes", "expires_at", "budget_day", "budget_total");
        ApiKeys.NewKey made =
                create(
                        session.person(),
                        body.text("name", LONGEST_NAME),
                        mode(body),
                        new ApiKeys.Terms(
                                expiry(body),
                                scopes(body).orElse(Scope.ALL),
                                budget(body, "budget_day"),
                                budget(body, "budget_total")));
        return Answer.json(
                201,
                Json.write(
                        new ConsoleJson.NewKey(
                                view(made.key(), KeySpending.NONE, List.of(session.person())),
                                made.secret().reveal())));
    }

    /// An owner makes keys for the account, and a member for themselves.
    private ApiKeys.NewKey create(Person person, String name, Mode mode, ApiKeys.Terms terms) {
        return person.role().includes(Role.OWNER)
                ? keys.createOnTerms(person.account(), name, mode, terms)
                : keys.createForMember(person.account(), name, mode, terms, person.id().value());
    }

    private static Mode mode(Body body) {
        String label = body.fields().requiredText("mode");
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Body.invalid("mode must be live or test"));
    }

    private static Optional<Set<Scope>> scopes(Body body) {
        return body.texts("scopes")
                .map(labels ->
                        Scope.parse(String.join(",", labels))
                                .orElseThrow(KeyHandlers::invalidScopes));
    }

    private static Refusal invalidScopes() {
        return Body.invalid("scopes must contain generate, read or both");
    }

    private static @Nullable Credits budget(Body body, String name) {
        Long amount = body.fields().integer(name, 0, MOST_CREDITS);
        return amount == null ? null : new Credits(amount);
    }

    private @Nullable Instant expiry(Body body) {
        Long seconds = body.fields().integer("expires_at", 0, LATEST);
        if (seconds == null) {
            return null;
        }
        Instant expiry = Instant.ofEpochSecond(seconds);
        if (keys.isPast(expiry)) {
            throw Body.invalid("expires_at must be in the future, in Unix seconds");
        }
        return expiry;
    }

    /// What is left out stays as it is, and null takes an expiry or a budget away.
    private Answer change(Call call, ConsoleSession session) {
        ApiKey key = own(call, session.person());
        if (key.revokedAt() != null) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID, 409, "a revoked key cannot be changed any more");
        }
        Body body = Body.read(call, "scopes", "expires_at", "budget_day", "budget_total");
        ApiKeys.Terms wanted = changed(body, ApiKeys.Terms.of(key)); // refuses what is wrong
        if (key.mode() == Mode.TEST
                && (wanted.budgetDay() != null || wanted.budgetTotal() != null)) {
            throw Body.invalid("a test key has no budget, because its pictures cost nothing");
        }
        ApiKey now =
                keys.change(key.id(), terms -> changed(body, terms))
                        .orElseThrow(() -> Ids.unknown("key", key.id().toString()));
        return shown(now);
    }

    private ApiKeys.Terms changed(Body body, ApiKeys.Terms now) {
        return new ApiKeys.Terms(
                body.has("expires_at") ? expiry(body) : now.expiresAt(),
                body.has("scopes")
                        ? scopes(body).orElseThrow(KeyHandlers::invalidScopes)
                        : now.scopes(),
                body.has("budget_day") ? budget(body, "budget_day") : now.budgetDay(),
                body.has("budget_total") ? budget(body, "budget_total") : now.budgetTotal());
    }

    private Answer revoke(Call call, ConsoleSession session) {
        ApiKey key = own(call, session.person());
        return shown(
                keys.revoke(key.id()).orElseThrow(() -> Ids.unknown("key", key.id().toString())));
    }

    private Answer shown(ApiKey key) {
        AccountId account = key.account();
        return Answer.json(
                200,
                Json.write(view(key, spent(account, key.id()), people.list(List.of(account)))));
    }

    /// The key that the address names, if the person may change it.
    private ApiKey own(Call call, Person person) {
        String text = call.pathParameter("id");
        KeyId id = Ids.key(text).orElseThrow(() -> Ids.unknown("key", text));
        ApiKey key =
                keys.list(person.account()).stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Ids.unknown("key", text));
        requireOwn(person, key);
        return key;
    }

    private static void requireOwn(Person person, ApiKey key) {
        Long member = key.rights().member();
        if (!person.role().includes(Role.OWNER)
                && (member == null || member != person.id().value())) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "This key is not yours; an owner of the account can change it");
        }
    }

    private KeySpending spent(AccountId account, KeyId key) {
        return usage.byKey(account, usage.today()).getOrDefault(key, KeySpending.NONE);
    }

    private static ConsoleJson.KeyView view(ApiKey key, KeySpending spent, List<Person> members) {
        KeyBudget budget = key.budget();
        return new ConsoleJson.KeyView(
                key.id().toString(),
                key.name(),
                key.mode().label(),
                key.hint(),
                key.scopes().stream().sorted().map(Scope::label).toList(),
                key.createdAt().getEpochSecond(),
                ConsoleJson.seconds(key.expiresAt()),
                ConsoleJson.seconds(key.revokedAt()),
                ConsoleJson.seconds(key.lastUsedAt()),
                amount(budget.day()),
                amount(budget.total()),
                spent.today().amount(),
                spent.total().amount(),
                member(key, members));
    }

    private static @Nullable String member(ApiKey key, List<Person> members) {
        return members.stream()
                .filter(person -> Objects.equals(person.id().value(), key.rights().member()))
                .findFirst()
                .map(person -> person.email().text())
                .orElse(null);
    }

    private static @Nullable Long amount(@Nullable Credits credits) {
        return credits == null ? null : credits.amount();
    }
}
