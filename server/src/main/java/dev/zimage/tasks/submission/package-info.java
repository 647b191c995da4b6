/// Takes orders: the charge, the ledger entry and the task are one transaction, and a retry is
/// recognised by its idempotency key or as part of a batch. Start reading at [Submissions].
@NullMarked
package dev.zimage.tasks.submission;

import org.jspecify.annotations.NullMarked;
