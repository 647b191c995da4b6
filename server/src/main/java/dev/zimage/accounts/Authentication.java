package dev.zimage.accounts;

import dev.zimage.errors.ErrorCode;

/// What became of an `Authorization` header.
public sealed interface Authentication {

    /// The key is good.
    record Granted(Caller caller) implements Authentication {}

    /// It is not, and `code` says why.
    record Refused(ErrorCode code) implements Authentication {}
}
