package dev.zimage.accounts;

import dev.zimage.errors.ErrorCode;

/// The result of checking an `Authorization` header.
public sealed interface Authentication {

    /// The key is valid.
    record Granted(Caller caller) implements Authentication {}

    /// The header was refused; `code` says why.
    record Refused(ErrorCode code) implements Authentication {}
}
