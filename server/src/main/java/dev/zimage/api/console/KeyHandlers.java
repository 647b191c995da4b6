package dev.zimage.api.console;

import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import dev.zimage.accounts.KeyId;
import dev.zimage.accounts.Mode;
import dev.zimage.api.Answer;
import dev.zimage.api.Call;
import dev.zimage.api.Json;
import dev.zimage.api.Route;
import dev.zimage.people.Session;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The API keys of the own account.
final class KeyHandlers {

    private static final int LONGEST_NAME = 100;
    private static final long LATEST = 32_503_680_000L; // the year 3000

    private final ApiKeys keys;
    private final Clock clock;

    KeyHandlers(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    List<Route> routes(Visitors visitors) {
        return List.of(
                visitors.signedIn("GET", "/console/api/keys", this::list),
                visitors.signedIn("POST", "/console/api/keys", this::create),
                visitors.signedIn("DELETE", "/console/api/keys/{id}", this::revoke));
    }

    private Answer list(Call call, Session session) {
        List<ConsoleJson.KeyView> views =
                keys.list(session.person().account()).stream().map(KeyHandlers::view).toList();
        return Answer.json(200, Json.write(new ConsoleJson.AllOf<>(views)));
    }

    private Answer create(Call call, Session session) {
        Body body = Body.read(call, Set.of("name", "mode", "expires_at"));
        ApiKeys.NewKey made =
                keys.create(
                        session.person().account(),
                        body.text("name", LONGEST_NAME),
                        mode(body),
                        expiry(body));
        return Answer.json(
                201,
                Json.write(
                        new ConsoleJson.NewKey(view(made.key()), made.secret().reveal())));
    }

    private static Mode mode(Body body) {
        String label = body.fields().requiredText("mode");
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Body.invalid("mode must be live or test"));
    }

    private @Nullable Instant expiry(Body body) {
        Long seconds = body.fields().integer("expires_at", 0, LATEST);
        if (seconds == null) {
            return null;
        }
        Instant expiry = Instant.ofEpochSecond(seconds);
        if (!expiry.isAfter(clock.instant())) {
            throw Body.invalid("expires_at must be in the future, in Unix seconds");
        }
        return expiry;
    }

    private Answer revoke(Call call, Session session) {
        String text = call.pathParameter("id");
        KeyId id = Ids.key(text).orElseThrow(() -> Ids.unknown("key", text));
        return own(session.person().account(), id)
                .flatMap(keys::revoke)
                .map(revoked -> Answer.json(200, Json.write(view(revoked))))
                .orElseThrow(() -> Ids.unknown("key", text));
    }

    private Optional<KeyId> own(AccountId account, KeyId id) {
        return keys.list(account).stream().map(ApiKey::id).filter(id::equals).findFirst();
    }

    private static ConsoleJson.KeyView view(ApiKey key) {
        return new ConsoleJson.KeyView(
                key.id().toString(),
                key.name(),
                key.mode().label(),
                key.hint(),
                null,
                key.createdAt().getEpochSecond(),
                ConsoleJson.seconds(key.expiresAt()),
                ConsoleJson.seconds(key.revokedAt()),
                ConsoleJson.seconds(key.lastUsedAt()),
                null,
                null,
                null,
                null);
    }
}
