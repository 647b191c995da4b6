package dev.zimage.client;

import java.time.Duration;

/// The task did not end before the timeout. It continues: wait for its id again, or cancel it.
public final class WaitTimeoutException extends ZImageException {

    private static final long serialVersionUID = 1L;

    private final String taskId;

    WaitTimeoutException(String taskId, Duration waited) {
        super("%s did not end within %d seconds".formatted(taskId, waited.toSeconds()), null);
        this.taskId = taskId;
    }

    public String taskId() {
        return taskId;
    }
}
