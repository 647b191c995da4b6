package dev.zimage.upstream;

import dev.zimage.upstream.CallFailure.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The servers of an engine: which gets the next picture, and which is left alone for a while. The
/// least busy server comes first. One that failed is asked again after a pause that doubles each
/// time, and gets no picture before it has answered. One that has had no picture for a while is
/// asked as well, so that an outage is known before an order meets it. Safe for use by several
/// threads.
final class ServerPool {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration FULL_PAUSE = Duration.ofMillis(500);

    private final List<Place> places;
    private final int atOnce;
    private final Duration idle;
    private int turn;

    /// @param idle how long after its last answer a server without pictures is asked again
    ServerPool(List<UpstreamServer> servers, int atOnce, Duration idle) {
        this.places = servers.stream().map(Place::new).toList();
        this.atOnce = atOnce;
        this.idle = idle;
    }

    /// A server and what is known about it. Guarded by the pool.
    private static final class Place {

        final UpstreamServer server;
        int busy;
        int failures;
        boolean down;
        long notBefore = System.nanoTime();
        long lastAnswer = System.nanoTime();
        String reason = "";

        Place(UpstreamServer server) {
            this.server = server;
        }

        Duration pause() {
            return Duration.ofNanos(Math.max(0, notBefore - System.nanoTime()));
        }

        boolean rests() {
            return !pause().isZero();
        }

        /// A server that draws may answer nothing else meanwhile.
        boolean isIdleFor(Duration time) {
            return busy == 0 && System.nanoTime() - lastAnswer >= time.toNanos();
        }
    }

    /// Why no server draws, and how long until one is asked again.
    record Outage(String reason, Duration pause) {}

    /// Takes room on a server.
    ///
    /// @param without servers that are of no use for this picture
    /// @param waitsForDown whether to wait for a server that is down, too
    /// @throws CallFailure when no server can be had, at the latest at the deadline
    synchronized UpstreamServer acquire(
            Set<UpstreamServer> without, boolean waitsForDown, Deadline deadline)
            throws CallFailure, InterruptedException {
        while (true) {
            List<Place> useful =
                    places.stream().filter(place -> !without.contains(place.server)).toList();
            // Several servers that are full in turn would be asked for ever.
            Place free = deadline.isOver() ? null : leastBusy(useful);
            if (free != null) {
                free.busy++;
                return free.server;
            }
            boolean up = useful.stream().anyMatch(place -> !place.down);
            if (useful.isEmpty() || (!up && !waitsForDown) || deadline.isOver()) {
                throw new CallFailure(Kind.UNREACHABLE, "no server has room or answers");
            }
            pause(useful, deadline);
        }
    }

    private @Nullable Place leastBusy(List<Place> useful) {
        List<Place> inTurn = new ArrayList<>(useful);
        Collections.rotate(inTurn, -(turn++ % Math.max(1, inTurn.size())));
        return inTurn.stream()
                .filter(place -> !place.down && !place.rests() && place.busy < atOnce)
                .min(Comparator.comparingInt(place -> place.busy))
                .orElse(null);
    }

    private void pause(List<Place> useful, Deadline deadline) throws InterruptedException {
        long nanos = deadline.left().toNanos();
        for (Place place : useful) {
            if (place.rests()) {
                nanos = Math.min(nanos, place.pause().toNanos());
            }
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(TimeUnit.MILLISECONDS.toNanos(1), nanos));
    }

    /// Gives the room on a server back.
    synchronized void release(UpstreamServer server) {
        place(server).busy--;
        notifyAll();
    }

    /// Records that a server is in order.
    ///
    /// @return whether it was not before
    synchronized boolean succeeded(UpstreamServer server) {
        Place place = place(server);
        boolean news = place.failures > 0;
        place.failures = 0;
        up(place);
        return news;
    }

    /// Records a probe that was answered, unless the server has failed since it was sent. Only a
    /// picture makes up for failures.
    synchronized void answered(UpstreamServer server) {
        Place place = place(server);
        if (!place.rests()) {
            up(place);
        }
    }

    /// Records a probe without an answer, unless the server was given a picture meanwhile, which
    /// finds out for itself.
    synchronized void unanswered(UpstreamServer server, CallFailure failure) {
        Place place = place(server);
        if (place.down || place.busy == 0) {
            failed(server, failure);
        }
    }

    private void up(Place place) {
        place.down = false;
        place.notBefore = System.nanoTime();
        place.lastAnswer = place.notBefore;
        notifyAll();
    }

    /// Records that a server failed.
    synchronized void failed(UpstreamServer server, CallFailure failure) {
        Place place = place(server);
        switch (failure.kind()) {
            case REFUSED, REJECTED, WRONG_PICTURE, DRAWING_FAILED -> {}
            case FULL -> rest(place, failure.pause().isZero() ? FULL_PAUSE : failure.pause());
            case UNREACHABLE, FAILED, TIMED_OUT -> {
                place.failures++;
                place.down = true;
                place.reason = String.valueOf(failure.getMessage());
                long doubled = FIRST_PAUSE.toMillis() << Math.min(place.failures - 1, 10);
                rest(place, Duration.ofMillis(Math.min(doubled, LONGEST_PAUSE.toMillis())));
            }
        }
        notifyAll();
    }

    private static void rest(Place place, Duration pause) {
        place.notBefore = System.nanoTime() + pause.toNanos();
    }

    /// The servers that are down and whose pause is over, and those that have been idle for long.
    synchronized List<UpstreamServer> toProbe() {
        return places.stream()
                .filter(place -> !place.rests() && (place.down || place.isIdleFor(idle)))
                .map(place -> place.server)
                .toList();
    }

    /// Empty when a server takes pictures.
    synchronized Optional<Outage> outage() {
        if (places.stream().anyMatch(place -> !place.down)) {
            return Optional.empty();
        }
        return places.stream()
                .min(Comparator.comparing(Place::pause))
                .map(place -> new Outage(place.reason, place.pause()));
    }

    private Place place(UpstreamServer server) {
        return places.stream()
                .filter(place -> place.server.equals(server))
                .findFirst()
                .orElseThrow();
    }
}
