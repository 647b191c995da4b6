/// Notifies receivers that a task has ended or a balance is low. Start reading at [Webhooks].
@NullMarked
package dev.zimage.webhooks;

import org.jspecify.annotations.NullMarked;
