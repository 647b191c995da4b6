package dev.zimage.tasks;

import dev.zimage.errors.ErrorCode;

/// Why a task failed, in words for its owner.
public record Failure(ErrorCode code, String message) {

    public Failure {
        if (!code.isOfTask()) {
            throw new IllegalArgumentException("not the end of a task: " + code);
        }
    }
}
