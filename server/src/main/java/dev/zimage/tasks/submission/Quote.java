package dev.zimage.tasks.submission;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Credits;
import dev.zimage.moderation.PolicyViolation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an order would cost and how long it would take.
///
/// @param admission whether the account may submit it now
/// @param untilRoom how long until the queue should have room; null when it has room now
/// @param objection of the content check to the prompt; null when it has none
/// @param checkable false when the order has to be checked and the check cannot be loaded
/// @param readable false when its texts are to be read and the reader cannot be loaded
public record Quote(
        Credits price,
        Duration eta,
        Admission admission,
        @Nullable Duration untilRoom,
        @Nullable PolicyViolation objection,
        boolean checkable,
        boolean readable) {}
