package dev.zimage.api.http.monitoring;

import dev.zimage.accounts.Caller;
import dev.zimage.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/// A request that was answered.
///
/// @param client its address
/// @param caller null where no key was sent, or none that is valid
/// @param person whether the caller has signed in to the console
/// @param method a method of HTTP, or `other`
/// @param path as it was sent
/// @param error that the answer names; null for none
/// @param bytes of the body of the answer, negative for a stream
/// @param task that was ordered, of several the first one; null for none
public record AnsweredRequest(
        String id,
        String client,
        @Nullable Caller caller,
        boolean person,
        String method,
        String path,
        String route,
        int status,
        @Nullable ErrorCode error,
        long nanos,
        long bytes,
        @Nullable String task) {}
