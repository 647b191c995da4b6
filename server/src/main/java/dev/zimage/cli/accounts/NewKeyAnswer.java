package dev.zimage.cli.accounts;

import dev.zimage.accounts.ApiKey;
import dev.zimage.accounts.ApiKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A new key, as `--json` shows it.
///
/// @param key the secret, which is not kept
record NewKeyAnswer(
        String key,
        String id,
        String account,
        String name,
        String mode,
        String hint,
        long createdAt,
        @Nullable Long expiresAt,
        List<String> scopes,
        @Nullable Long budgetDay,
        @Nullable Long budgetTotal) {

    static NewKeyAnswer of(String account, ApiKeys.NewKey made) {
        ApiKey key = made.key();
        return new NewKeyAnswer(
                made.secret().reveal(),
                key.id().toString(),
                account,
                key.name(),
                key.mode().label(),
                key.hint(),
                key.createdAt().getEpochSecond(),
                KeyAnswer.seconds(key.expiresAt()),
                KeyAnswer.labels(key),
                KeyAnswer.amount(key.budget().day()),
                KeyAnswer.amount(key.budget().total()));
    }
}
