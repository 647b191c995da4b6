package dev.zimage.tasks.submission;

import dev.zimage.accounts.Admission;
import dev.zimage.accounts.Credits;
import dev.zimage.moderation.Objection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What an order would cost and how long it would take.
///
/// @param admission whether the account may order it now
/// @param untilRoom when the queue should have a place again; null when it has one
/// @param objection what the content check has against the prompt; null when nothing
/// @param checkable false when it is to be checked and the check cannot be loaded
public record Quote(
        Credits price,
        Duration eta,
        Admission admission,
        @Nullable Duration untilRoom,
        @Nullable Objection objection,
        boolean checkable) {}
