/// Tells receivers that tasks have ended; start at [dev.zimage.webhooks.WebhookSender].
@NullMarked
package dev.zimage.webhooks;

import org.jspecify.annotations.NullMarked;
