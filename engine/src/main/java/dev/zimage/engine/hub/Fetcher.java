package dev.zimage.engine.hub;

import dev.zimage.engine.hub.PartFile.Segment;
import dev.zimage.engine.hub.TransferPolicy.TemporaryFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fetches segments, and retries where that may help. Each attempt asks the hub again, because the
/// links that it redirects to expire. Safe for use by several threads.
final class Fetcher {

    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /// The status of a hub that has the file, but refuses the range (RFC 9110, 15.5.17).
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final Pattern UNSATISFIED_RANGE = Pattern.compile("bytes \\*/(\\d{1,18})");

    private final HubApi api;
    private final HubClient client;
    private final String commit;
    private final DownloadQueue queue;
    private final TransferPolicy policy;
    private final PullListener listener;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();

    Fetcher(
            HubApi api,
            HubClient client,
            String commit,
            DownloadQueue queue,
            TransferPolicy policy,
            PullListener listener) {
        this.api = api;
        this.client = client;
        this.commit = commit;
        this.queue = queue;
        this.policy = policy;
        this.listener = listener;
    }

    /// Returns when the segment is fetched.
    void fetch(DownloadQueue.Piece piece) throws InterruptedException, PullException {
        new Fetch(piece.part(), piece.segment()).run();
    }

    /// Closes the connections that have been silent for too long.
    void cutSilent() {
        for (Transfer transfer : transfers) {
            transfer.cutIfSilent(policy.stall());
        }
    }

    /// One segment that is being fetched.
    private final class Fetch {

        private final PartFile part;
        private final HubFile file;
        private Segment segment;
        private boolean refusedOnce;

        Fetch(PartFile part, Segment segment) {
            this.part = part;
            this.file = part.file();
            this.segment = segment;
        }

        void run() throws InterruptedException, PullException {
            TransferPolicy.Attempts attempts =
                    new TransferPolicy.Attempts(policy, policy.tries(), file.path(), listener);
            long furthest = segment.done();
            while (!segment.isDone() && isWanted()) {
                try {
                    runOnce();
                } catch (IOException e) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    attempts.failed(e, segment.done() > furthest);
                    furthest = Math.max(furthest, segment.done());
                }
            }
        }

        /// Whether no other thread has begun to fetch the file as a whole.
        private boolean isWanted() {
            return part.segments().contains(segment);
        }

        private void runOnce() throws IOException, InterruptedException, PullException {
            URI uri = api.uri(commit, file.path());
            boolean fromStart = segment.isAllOf(file.size()) && segment.done() == 0;
            try (HubResponse answer = client.get(uri, fromStart ? null : segment.range())) {
                if (!fromStart && refusesRanges(answer)) {
                    fromTheBeginning();
                    return; // to be asked for as a whole
                }
                answer.requireSuccess(file.path());
                requireAnnouncedContent(answer);
                begin(answer, fromStart);
                if (!isWanted()) {
                    return;
                }
                Transfer transfer = new Transfer(part, segment, answer.body());
                transfers.add(transfer);
                try {
                    transfer.run();
                } finally {
                    transfers.remove(transfer);
                }
            }
        }

        /// Whether the range was refused, although it is within the file.
        private boolean refusesRanges(HubResponse answer) throws PullException {
            if (answer.status() != RANGE_NOT_SATISFIABLE) {
                return false;
            }
            Matcher size = UNSATISFIED_RANGE.matcher(answer.header("Content-Range"));
            if (size.matches() && Long.parseLong(size.group(1)) != file.size()) {
                throw changed();
            }
            return true;
        }

        private void requireAnnouncedContent(HubResponse answer) throws PullException {
            String etag = answer.linkedEtag();
            boolean changed =
                    etag != null
                            && file.checksum().kind() == HubFile.Checksum.Kind.SHA_256
                            && !etag.equals(file.checksum().hex());
            if (changed) {
                throw changed();
            }
        }

        private PullException changed() {
            return new PullException(
                    PullException.Kind.WRONG_CONTENT,
                    file.path() + " has changed at the hub since it listed its files");
        }

        /// Decides by `Content-Range` what the body is: ModelScope sends parts with status 200, and
        /// some mirrors send them with 206 but without that header.
        private void begin(HubResponse answer, boolean fromStart)
                throws TemporaryFailure, PullException {
            Matcher range = CONTENT_RANGE.matcher(answer.header("Content-Range"));
            if (range.matches()) {
                requireRightRange(range);
                queue.inParts(part);
            } else if (answer.status() == 206) {
                queue.inParts(part);
            } else if (!fromStart) {
                fromTheBeginning();
            }
        }

        private void requireRightRange(Matcher range) throws TemporaryFailure, PullException {
            if (!range.group(3).equals("*") && Long.parseLong(range.group(3)) != file.size()) {
                throw changed();
            }
            if (Long.parseLong(range.group(1)) != segment.position()) {
                throw new TemporaryFailure("the hub sends another part than it was asked for");
            }
        }

        /// The hub does not give this part, but the whole file. Where it gave parts before, they
        /// are in the file already: it is asked once more before they are fetched again.
        private void fromTheBeginning() throws TemporaryFailure {
            if (segment.isAllOf(file.size())) {
                segment.restart();
                return;
            }
            if (queue.isInParts(part) && !refusedOnce) {
                refusedOnce = true;
                throw new TemporaryFailure("the hub no longer gives parts of the file");
            }
            segment = queue.inOnePiece(part, segment).orElse(segment);
        }
    }

    /// Copies the body of one response into a segment. Its thread may hang in a read when the other
    /// side falls silent; another one then closes the connection.
    private static final class Transfer {

        private static final int BUFFER = 256 << 10;

        private final PartFile part;
        private final Segment segment;
        private final InputStream body;
        private volatile long heard = System.nanoTime();

        Transfer(PartFile part, Segment segment, InputStream body) {
            this.part = part;
            this.segment = segment;
            this.body = body;
        }

        /// Copies until the segment is full.
        ///
        /// @throws TemporaryFailure when the body ends before
        /// @throws PullException when the disk fails
        void run() throws IOException, InterruptedException, PullException {
            byte[] buffer = new byte[BUFFER];
            while (!segment.isDone()) {
                int n = body.read(buffer, 0, (int) Math.min(buffer.length, segment.remaining()));
                if (n < 0) {
                    throw new TemporaryFailure("the connection broke");
                }
                heard = System.nanoTime();
                write(ByteBuffer.wrap(buffer, 0, n));
                segment.advance(n);
            }
        }

        private void write(ByteBuffer bytes) throws InterruptedException, PullException {
            try {
                part.write(bytes, segment.position());
            } catch (IOException e) {
                throw PullFolder.failure(part.path(), e);
            }
        }

        /// Closes the connection when it has been silent for so long.
        void cutIfSilent(Duration limit) {
            if (System.nanoTime() - heard > limit.toNanos()) {
                try {
                    body.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e); // it closes nothing that can fail
                }
            }
        }
    }
}
