/// Notifies receivers that tasks have ended. Start reading at [Webhooks].
@NullMarked
package dev.zimage.webhooks;

import org.jspecify.annotations.NullMarked;
