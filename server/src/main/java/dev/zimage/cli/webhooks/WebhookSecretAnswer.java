package dev.zimage.cli.webhooks;

import org.jspecify.annotations.Nullable;

/// A signing secret, as `--json` shows it.
///
/// @param id of the webhook; null for the secret of `callback_url`
record WebhookSecretAnswer(@Nullable String id, String secret) {}
