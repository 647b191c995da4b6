package dev.zimage.engine.hub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How the bodies of files are sent: in ranges or whole, and with what goes wrong on the way.
final class FaultyTransfer {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /// What answers to come are to be, by path; each is used once.
    private final Map<String, Queue<Fault>> faults = new ConcurrentHashMap<>();

    volatile boolean ranges = true;

    /// The ranges that `ranges` and `rangesRefused` hold for: those that begin here or later.
    volatile int rangesFrom;

    volatile boolean rangesWith200;

    volatile boolean rangesUntold;

    /// Whether any range is answered with 416, and the length of the file that is told then; 0 for
    /// the right one.
    volatile @Nullable Integer rangesRefused;

    volatile int bytesPerSecond;

    /// Something that goes wrong once.
    sealed interface Fault {
        /// The connection ends after so many bytes of the body.
        record Cut(int after) implements Fault {}

        /// Another status, with a header.
        record Status(int code, String header, String value) implements Fault {}

        /// The body begins and then nothing comes any more.
        record Silence(int after) implements Fault {}
    }

    void fault(String path, Fault... next) {
        faults.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>()).addAll(List.of(next));
    }

    /// Nothing goes wrong any more.
    void mend() {
        faults.clear();
    }

    /// Sends a file, or the range of it that is asked for.
    void send(HttpExchange exchange, String path, byte[] content) throws IOException {
        Queue<Fault> next = faults.get(path);
        Fault fault = next == null ? null : next.poll();
        if (fault instanceof Fault.Status status) {
            exchange.getResponseHeaders().set(status.header(), status.value());
            HubReplies.send(exchange, status.code(), TestHub.text("{}"));
            return;
        }
        int from = 0;
        int to = content.length;
        int code = 200;
        String range =
                Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Range"), "");
        Matcher asked = RANGE.matcher(range);
        Integer size = rangesRefused;
        boolean odd = asked.matches() && Integer.parseInt(asked.group(1)) >= rangesFrom;
        if (size != null && odd) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes */" + (size == 0 ? content.length : size));
            HubReplies.send(exchange, 416, TestHub.text("{}"));
            return;
        }
        if (asked.matches() && (ranges || !odd)) {
            from = Integer.parseInt(asked.group(1));
            to = Math.min(content.length, Integer.parseInt(asked.group(2)) + 1);
            code = rangesWith200 ? 200 : 206;
            if (!rangesUntold) {
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(from, to - 1, content.length));
            }
        }
        exchange.sendResponseHeaders(code, to - from);
        write(exchange.getResponseBody(), content, from, to, fault);
    }

    private void write(OutputStream out, byte[] content, int from, int to, @Nullable Fault fault)
            throws IOException {
        int end =
                switch (fault) {
                    case Fault.Cut cut -> Math.min(to, from + cut.after());
                    case Fault.Silence silence -> Math.min(to, from + silence.after());
                    case null, default -> to;
                };
        int at = from;
        while (at < end) {
            int step = Math.min(end - at, bytesPerSecond > 0 ? bytesPerSecond / 50 : end - at);
            out.write(content, at, step);
            at += step;
            if (bytesPerSecond > 0) {
                out.flush();
                sleep(20);
            }
        }
        out.flush();
        if (fault instanceof Fault.Cut && end > from) {
            sleep(300); // what is still on its way when a connection breaks is lost
        } else if (fault instanceof Fault.Silence) {
            sleep(60_000);
        }
    }

    private static void sleep(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
