package dev.zimage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One start of the program on an empty data directory, as a person makes it: the key for the first
/// order is the one that the program prints.
///
/// @param toReady seconds until `/health/ready` is a 200
/// @param toOrder seconds until the first order is answered
record ServiceStart(double toReady, double toOrder) {

    private static final int PATIENCE_SECONDS = 60;
    private static final Pattern KEY = Pattern.compile("live key\\s+(rk_live_[0-9A-Za-z]{40})");
    private static final byte[] READY =
            "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    static ServiceStart measure(
            BenchContext stage, List<String> program, Map<String, String> variables)
            throws IOException, InterruptedException {
        int port = freePort();
        Path data = stage.scratch().path("start");
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--port", String.valueOf(port), "--data", data.toString()));
        Path log = stage.scratch().path("start-log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ZIMAGE_"));
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = stage.scratch().start(builder);
        try {
            CompletableFuture<String> key = keyPrintedBy(process);
            await(process, port, READY);
            double ready = secondsSince(start);
            await(process, port, Requests.submits(List.of(get(key))).getFirst());
            return new ServiceStart(ready, secondsSince(start));
        } catch (IOException e) {
            throw new IOException(e.getMessage() + ". Its log: " + Files.readString(log), e);
        } finally {
            stage.scratch().stop(process);
            if (Files.exists(data)) {
                Scratch.delete(data);
            }
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
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

    private static String get(CompletableFuture<String> key)
            throws IOException, InterruptedException {
        try {
            return key.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the program printed no key", e);
        }
    }

    /// Sends the request until there is a 200.
    private static void await(Process process, int port, byte[] request)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                if (answer(port, request).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not there yet
            }
            Thread.sleep(2);
        }
        throw new IOException("the program did not answer with a 200");
    }

    private static ResponseHead answer(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            socket.getOutputStream().write(request);
            byte[] buffer = new byte[16 * 1024];
            ResponseHead answer = ResponseHead.INCOMPLETE;
            for (int end = 0, read; !answer.isComplete(); end += read) {
                read = socket.getInputStream().read(buffer, end, buffer.length - end);
                if (read <= 0) {
                    throw new IOException("the connection was closed");
                }
                answer = ResponseHead.read(buffer, end + read);
            }
            return answer;
        }
    }
}
