package dev.zimage.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A passkey as its owner sees it.
///
/// @param name chosen by its owner
/// @param host that it is bound to
/// @param lastUsedAt null until the first sign-in with it
public record Passkey(
        long id, String name, String host, Instant createdAt, @Nullable Instant lastUsedAt) {}
