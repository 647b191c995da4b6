package dev.zimage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The program, started on an empty data directory as a person starts it: the key for the first
/// order is the one that it prints.
final class StartedProgram implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;
    private static final Pattern KEY = Pattern.compile("live key\\s+(rk_live_[0-9A-Za-z]{40})");
    private static final String RESIDENT = "VmRSS:";

    private final Scratch scratch;
    private final Path data;
    private final Path log;
    private final int port;
    private final Process process;
    private final CompletableFuture<String> key;

    /// @param program the command, without its port and data directory
    /// @param variables of its environment, in place of all that begin with `ZIMAGE_`
    StartedProgram(BenchContext stage, List<String> program, Map<String, String> variables)
            throws IOException {
        this.scratch = stage.scratch();
        this.data = scratch.path("start");
        this.log = scratch.path("start-log");
        this.port = freePort();
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ZIMAGE_"));
        builder.environment().putAll(variables);
        this.process = scratch.start(builder);
        this.key = keyPrintedBy(process);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// The live key of the first start.
    String key() throws IOException, InterruptedException {
        try {
            return key.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the program printed no key" + said(), e);
        }
    }

    /// Sends the request until there is a 200 with the wanted body.
    void await(byte[] request, Predicate<String> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (wanted.test(answer(request))) {
                    return;
                }
            } catch (IOException e) {
                // not there yet
            }
            Thread.sleep(2);
        }
        throw new IOException("the program did not answer as expected" + said());
    }

    /// The memory of the process that is in RAM, in bytes; 0 where the system does not tell.
    double residentBytes() throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    private String said() throws IOException {
        return ". Its log: " + Files.readString(log);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static CompletableFuture<String> keyPrintedBy(Process process) {
        CompletableFuture<String> key = new CompletableFuture<>();
        Thread.ofPlatform()
                .daemon()
                .name("output")
                .start(() -> {
                    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line; (line = out.readLine()) != null; ) {
                            Matcher matcher = KEY.matcher(line);
                            if (matcher.find()) {
                                key.complete(matcher.group(1));
                            }
                        }
                        key.completeExceptionally(new IOException("no key was printed"));
                    } catch (IOException e) {
                        key.completeExceptionally(e);
                    }
                });
        return key;
    }

    /// @return the head and the body of a 200
    private String answer(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
            socket.getOutputStream().write(request);
            byte[] buffer = new byte[16 * 1024];
            ResponseHead answer = ResponseHead.INCOMPLETE;
            int end = 0;
            while (!answer.isComplete()) {
                int read = socket.getInputStream().read(buffer, end, buffer.length - end);
                if (read <= 0) {
                    throw new IOException("the connection was closed");
                }
                end += read;
                answer = ResponseHead.read(buffer, end);
            }
            if (answer.status() != 200) {
                throw new IOException("an answer with status " + answer.status());
            }
            return new String(buffer, 0, end, StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        scratch.stop(process);
        if (Files.exists(data)) {
            Scratch.delete(data);
        }
    }
}
