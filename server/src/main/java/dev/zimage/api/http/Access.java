package dev.zimage.api.http;

import dev.zimage.accounts.Caller;
import dev.zimage.accounts.Scope;
import dev.zimage.errors.ErrorCode;

/// Who may use a route.
public enum Access {
    /// Everybody, without a key.
    OPEN,
    /// Every key, whatever its scopes: what is needed to follow a task that one has ordered.
    ANY_KEY,
    /// Keys with the scope `generate`.
    GENERATE,
    /// Keys with the scope `read`.
    READ;

    /// @throws Refusal when the key of the caller lacks the scope
    public void require(Caller caller) {
        switch (this) {
            case OPEN, ANY_KEY -> {}
            case GENERATE -> require(caller, Scope.GENERATE);
            case READ -> require(caller, Scope.READ);
        }
    }

    private static void require(Caller caller, Scope scope) {
        if (!caller.scopes().contains(scope)) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "This key has not the scope %s, only %s; use another one, or have the operator"
                                    .formatted(scope.label(), Scope.labels(caller.scopes()))
                            + " give it the scope");
        }
    }
}
