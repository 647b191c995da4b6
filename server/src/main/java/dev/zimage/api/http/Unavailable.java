package dev.zimage.api.http;

import dev.zimage.database.StorageException;
import dev.zimage.database.StorageFailure;
import dev.zimage.errors.ErrorCode;
import dev.zimage.health.Outage;
import java.time.Duration;

/// The errors that clients get when the database or the server itself fails. Unless the message
/// says that this is unknown, nothing of the request was stored, so that it can be sent again.
public final class Unavailable {

    private static final Duration WHILE_FULL = Duration.ofSeconds(30);
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private Unavailable() {}

    /// The answer to a request that the database failed.
    public static Refusal because(StorageFailure failure) {
        return switch (failure) {
            case FULL -> noRoom();
            case CLOSED -> stopping();
            case BUSY,
                    READ_ONLY,
                    UNWRITABLE,
                    UNREADABLE,
                    GONE,
                    NO_LIBRARY,
                    CORRUPT,
                    UNREACHABLE,
                    REFUSED,
                    NOT_ADMITTED,
                    UNTRUSTED,
                    NO_DATABASE,
                    FORBIDDEN,
                    STANDBY,
                    SERVER_FULL,
                    OVERLOADED,
                    LOCKED ->
                    noDatabase();
            case UNCERTAIN -> uncertain();
            case REJECTED -> unexpected();
        };
    }

    /// The answer to an order while part of the storage does not work.
    public static Refusal because(Outage outage) {
        return switch (outage.part()) {
            case DISK -> noRoom();
            case DATABASE -> noDatabase();
            case MEDIA -> noMedia();
        };
    }

    private static Refusal noMedia() {
        return new Refusal(
                        ErrorCode.QUEUE_FULL,
                        "The server cannot store pictures now; send the request again later")
                .retryAfter(WHILE_FULL);
    }

    public static Refusal noRoom() {
        return new Refusal(
                        ErrorCode.QUEUE_FULL,
                        "The server has no room for new tasks; send the request again later")
                .retryAfter(WHILE_FULL);
    }

    public static Refusal noDatabase() {
        return new Refusal(
                        ErrorCode.DATABASE_UNAVAILABLE,
                        "The database is unavailable, so nothing was changed; send the request"
                                + " again in a moment")
                .retryAfter(A_MOMENT);
    }

    private static Refusal uncertain() {
        return new Refusal(
                        ErrorCode.DATABASE_UNAVAILABLE,
                        "The connection to the database was lost, and it is not known whether the"
                                + " request was stored; list your tasks, or send it again with the"
                                + " same Idempotency-Key")
                .retryAfter(A_MOMENT);
    }

    /// The answer to an order that nobody would draw.
    public static Refusal noWorker() {
        return new Refusal(
                        ErrorCode.NO_WORKER,
                        "No worker draws this model now, so no orders are taken; send the request"
                                + " again later")
                .retryAfter(WHILE_FULL);
    }

    static Refusal noPicture() {
        return new Refusal(
                        ErrorCode.DATABASE_UNAVAILABLE,
                        "The picture cannot be read at the moment; send the request again in a"
                                + " moment")
                .retryAfter(A_MOMENT);
    }

    public static Refusal stopping() {
        return new Refusal(
                        ErrorCode.SHUTTING_DOWN,
                        "The server is shutting down; send the request again in a moment")
                .retryAfter(A_MOMENT);
    }

    /// The answer to an order whose transaction failed and was rolled back.
    public static Refusal notStored(StorageException cause) {
        return nothingCharged(ErrorCode.TASK_NOT_STORED, "stored", cause);
    }

    /// The answer to an order that failed before its transaction.
    public static Refusal notStarted(RuntimeException cause) {
        return nothingCharged(ErrorCode.TASK_NOT_STARTED, "started", cause);
    }

    private static Refusal nothingCharged(ErrorCode code, String what, RuntimeException cause) {
        return new Refusal(
                code,
                "The task could not be %s; nothing was charged. Submit it again; if this persists,"
                                .formatted(what)
                        + " tell the operator the request id",
                cause);
    }

    /// The answer for a picture that is no longer there.
    public static Refusal pictureGone() {
        return new Refusal(
                ErrorCode.PATH_NOT_FOUND,
                410,
                "The link has expired or the picture was deleted; poll the task for a new link");
    }

    public static Refusal unexpected() {
        return new Refusal(
                ErrorCode.UNEXPECTED,
                "Something went wrong here. Try again; if it happens again, give the operator this"
                        + " request id");
    }
}
