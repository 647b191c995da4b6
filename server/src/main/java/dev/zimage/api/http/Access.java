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
    READ,
    /// Keys with the scope `generate` that belong to the account itself, not to a member: for what
    /// concerns all of it, like its webhooks.
    MANAGE;

    /// @throws Refusal when the key of the caller lacks the scope
    public void require(Caller caller) {
        switch (this) {
            case OPEN, ANY_KEY -> {}
            case GENERATE -> require(caller, Scope.GENERATE);
            case READ -> require(caller, Scope.READ);
            case MANAGE -> {
                require(caller, Scope.GENERATE);
                requireKeyOfAccount(caller);
            }
        }
    }

    private static void requireKeyOfAccount(Caller caller) {
        if (caller.rights().member() != null) {
            throw new Refusal(
                    ErrorCode.FORBIDDEN,
                    "A member made this key for their own use, and it cannot change webhooks; an"
                            + " owner of the account can, or a key that an owner made");
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
