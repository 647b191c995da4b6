package dev.zimage.client;

/// The task failed, and its credits were refunded.
public final class TaskFailedException extends ZImageException {

    private static final long serialVersionUID = 1L;

    private final transient ImageTask task;
    private final int code;

    TaskFailedException(ImageTask task, TaskFailure failure) {
        super(
                "%s failed with %d: %s".formatted(task.id(), failure.code(), failure.message()),
                null);
        this.task = task;
        this.code = failure.code();
    }

    /// The task as it ended.
    public ImageTask task() {
        return task;
    }

    /// 80001 to 80008, see the server's `docs/errors.md`.
    public int code() {
        return code;
    }

    /// Whether the task was cancelled.
    public boolean isCancelled() {
        return code == TaskFailure.CANCELLED;
    }
}
