package dev.zimage.server;

import dev.zimage.config.Config;
import dev.zimage.origin.BaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the server of a data directory is reached. It writes this down while it runs, so that the
/// command line knows it, whatever options the server was started with.
///
/// @param url under which browsers and clients reach it
/// @param listener the same from its own machine
public record RunningServer(BaseUrl url, BaseUrl listener) {

    private static final Logger log = LoggerFactory.getLogger(RunningServer.class);
    private static final String FILE = "server.address";
    private static final int LINES = 3;

    /// The server that runs on a data directory; empty when none does, or it is not known.
    public static Optional<RunningServer> of(DataDirectory data) {
        try {
            List<String> lines = Files.readAllLines(file(data));
            return lines.size() == LINES && isAlive(lines.getFirst())
                    ? BaseUrl.parse(lines.get(1))
                            .flatMap(url ->
                                    BaseUrl.parse(lines.get(2))
                                            .map(listener -> new RunningServer(url, listener)))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /// A server that was killed leaves its file behind.
    private static boolean isAlive(String process) {
        String[] words = process.split(" ", -1);
        return ProcessHandle.of(Long.parseLong(words[0]))
                .filter(handle -> process.equals(name(handle)))
                .isPresent();
    }

    /// Another process may get the number of one that ended, but not its time of start.
    private static String name(ProcessHandle process) {
        return process.pid()
                + " "
                + process.info().startInstant().map(Object::toString).orElse("unknown");
    }

    /// Writes down where this process's server is. A failure is logged: the server runs without.
    static void announce(DataDirectory data, Config.ServerSettings server, int port) {
        BaseUrl listener = BaseUrl.ofListener(server.host(), port);
        BaseUrl url = server.url(port);
        try {
            Path written = Files.createTempFile(data.path(), "server", ".address");
            Files.write(
                    written,
                    List.of(name(ProcessHandle.current()), url.toString(), listener.toString()));
            Files.move(written, file(data), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log.warn("the address of the server could not be written down", e);
        }
    }

    static void withdraw(DataDirectory data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            log.warn("{} could not be deleted", file(data), e);
        }
    }

    private static Path file(DataDirectory data) {
        return data.path().resolve(FILE);
    }
}
