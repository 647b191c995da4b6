package dev.zimage.cli.accounts;

import dev.zimage.accounts.Account;
import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.KeyId;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.Installation;
import dev.zimage.usage.Usage.KeySpending;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A key, the name of its account and what it has spent.
public record OwnedKey(String account, ApiKey key, KeySpending spent) {

    private static final Pattern ID = Pattern.compile("(?:key_)?([0-9]{1,18})");
    private static final Pattern HINT =
            Pattern.compile("(rk_(?:live|test)_[0-9A-Za-z]{4})(?:…|\\.\\.\\.)([0-9A-Za-z]{4})");
    private static final Pattern WHOLE =
            Pattern.compile("(rk_(?:live|test)_[0-9A-Za-z]{4})[0-9A-Za-z]{32}([0-9A-Za-z]{4})");

    static List<OwnedKey> of(Installation installation, Account account) {
        Map<KeyId, KeySpending> spent =
                installation.usage().byKey(account.id(), installation.today());
        return installation.keys().list(account.id()).stream()
                .map(key ->
                        new OwnedKey(
                                account.name(),
                                key,
                                spent.getOrDefault(key.id(), KeySpending.NONE)))
                .toList();
    }

    /// The keys of all accounts, by the names of these.
    static List<OwnedKey> all(Installation installation) {
        return installation.accounts().list().stream()
                .flatMap(account -> of(installation, account).stream())
                .toList();
    }

    /// The key that an operator names by its id, by its hint or by itself.
    ///
    /// @throws CommandFailure when there is none, or several have this hint
    public static OwnedKey find(Installation installation, String reference) {
        Predicate<ApiKey> wanted = wanted(reference);
        List<OwnedKey> found =
                all(installation).stream().filter(owned -> wanted.test(owned.key)).toList();
        if (found.isEmpty()) {
            throw new CommandFailure("there is no such key; `zimage keys list` shows all");
        }
        if (found.size() > 1) {
            throw new CommandFailure(
                    found.stream()
                            .map(owned -> owned.key.id().toString())
                            .collect(
                                    Collectors.joining(
                                            ", ", "several keys look like this; name one: ", "")));
        }
        return found.getFirst();
    }

    private static Predicate<ApiKey> wanted(String reference) {
        Matcher id = ID.matcher(reference);
        if (id.matches()) {
            long number = Long.parseLong(id.group(1));
            return key -> key.id().value() == number;
        }
        Matcher hint = HINT.matcher(reference);
        Matcher parts = hint.matches() ? hint : WHOLE.matcher(reference);
        if (parts.matches()) {
            String wanted = parts.group(1) + "…" + parts.group(2);
            return key -> key.hint().equals(wanted);
        }
        throw new CommandFailure(
                "a key is named by its id such as key_3, by its hint such as rk_live_AbCd...WxYz or"
                        + " by itself; `zimage keys list` shows ids and hints");
    }

    /// The same key after a change.
    OwnedKey with(ApiKey changed) {
        return new OwnedKey(account, changed, spent);
    }

    KeyAnswer answer(Instant now) {
        return KeyAnswer.of(account, key, spent, now);
    }
}
