package dev.zimage.api.http;

import dev.zimage.accounts.Caller;
import dev.zimage.actor.Actor;
import dev.zimage.errors.ErrorCode;
import org.jspecify.annotations.Nullable;

/// What becomes known about a request until it is answered. Used by the thread that serves it.
final class RequestState {

    private final String requestId;
    private Actor actor;
    private @Nullable Caller caller;
    private @Nullable ErrorCode error;
    private @Nullable String task;

    RequestState(String requestId, Actor client) {
        this.requestId = requestId;
        this.actor = client;
    }

    String requestId() {
        return requestId;
    }

    void cameFrom(AccessControl.Sender sender) {
        caller = sender.caller();
        actor = sender.actor();
    }

    void failed(ErrorCode code) {
        error = code;
    }

    /// Of several tasks the first one counts.
    void ordered(String id) {
        task = task == null ? id : task;
    }

    Actor actor() {
        return actor;
    }

    /// Null where no key was sent, or none that is valid.
    @Nullable Caller caller() {
        return caller;
    }

    /// Null where the answer names no error.
    @Nullable ErrorCode error() {
        return error;
    }

    /// Null where nothing was ordered.
    @Nullable String task() {
        return task;
    }
}
