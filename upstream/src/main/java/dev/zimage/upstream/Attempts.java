package dev.zimage.upstream;

import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationException.Cause;
import dev.zimage.upstream.CallFailure.Kind;
import java.util.HashSet;
import java.util.Set;

/// The attempts to draw one picture: what follows from the failure of each. For one thread.
final class Attempts {

    private final int most;
    private final Set<UpstreamServer> useless = new HashSet<>();
    private int tried;
    private int failedDrawings;
    private boolean timedOut;

    Attempts(int most) {
        this.most = most;
    }

    /// Servers that draw something else than this picture.
    Set<UpstreamServer> useless() {
        return Set.copyOf(useless);
    }

    /// Whether an attempt has reached a server.
    boolean tried() {
        return tried > 0;
    }

    /// Of the order at servers that know idempotency keys.
    int number() {
        return failedDrawings + 1;
    }

    /// Takes note of a failure.
    ///
    /// @return whether it counts as an attempt
    /// @throws GenerationException when there is to be no further attempt
    boolean failed(UpstreamServer server, CallFailure failure) throws GenerationException {
        int before = tried;
        switch (failure.kind()) {
            case REFUSED -> throw new GenerationException(Cause.REFUSED, "refused by a server");
            case REJECTED ->
                    throw new GenerationException(
                            Cause.REMOTE_FAILED, "a server rejects the request");
            case UNREACHABLE, FULL -> {}
            case WRONG_PICTURE -> {
                useless.add(server);
                tried++;
            }
            case DRAWING_FAILED -> {
                failedDrawings++;
                tried++;
            }
            case FAILED, TIMED_OUT -> tried++;
        }
        timedOut = (timedOut && tried == before) || failure.kind() == Kind.TIMED_OUT;
        if (tried >= most) {
            throw failed("no picture after %d attempts".formatted(tried));
        }
        return tried > before;
    }

    private GenerationException failed(String message) {
        return new GenerationException(
                timedOut ? Cause.REMOTE_TIMED_OUT : Cause.REMOTE_FAILED, message);
    }

    /// What it means that no server can be had.
    GenerationException unavailable() {
        return tried()
                ? failed("no other server draws this picture")
                : new GenerationException(Cause.UNAVAILABLE, "no server can be reached");
    }
}
