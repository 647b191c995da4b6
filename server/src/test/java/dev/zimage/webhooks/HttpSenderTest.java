package dev.zimage.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(200)
class HttpSenderTest {

    private static final String NO_PUBLIC_ADDRESS =
            "no answer: no public address is known for the host of the URL";

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private final AtomicInteger lookUps = new AtomicInteger();

    /// Every name leads to the receiver, which is on this machine.
    private SocketAddressResolver names(HookReceiver receiver) {
        int port = URI.create(receiver.url("/")).getPort();
        return (host, asked, context, promise) -> {
            lookUps.incrementAndGet();
            promise.succeeded(
                    List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        };
    }

    @Test
    void a_public_name_that_leads_to_a_private_address_is_not_connected_to() throws Exception {
        try (HookReceiver receiver = new HookReceiver();
                HttpSender sender = new HttpSender(new WebhookUrls(false), names(receiver))) {
            Attempt attempt = sender.post("https://hook.example/", Map.of(), BODY);
            assertThat(attempt.status()).isNull();
            assertThat(attempt.text()).isEqualTo(NO_PUBLIC_ADDRESS);
            assertThat(lookUps).hasValue(1);
            assertThat(receiver.left()).isZero();
        }
    }

    @Test
    void an_unknown_name_and_one_of_this_network_cannot_be_told_apart() throws Exception {
        SocketAddressResolver unknown =
                (host, asked, context, promise) -> promise.failed(new UnknownHostException(host));
        try (HttpSender sender = new HttpSender(new WebhookUrls(false), unknown)) {
            Attempt attempt = sender.post("https://hook.example/", Map.of(), BODY);
            assertThat(attempt.status()).isNull();
            assertThat(attempt.text()).isEqualTo(NO_PUBLIC_ADDRESS);
        }
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() throws Exception {
        try (HookReceiver receiver = new HookReceiver();
                HttpSender sender = new HttpSender(new WebhookUrls(true), names(receiver))) {
            Attempt attempt =
                    sender.post("http://hook.example/a", Map.of("webhook-id", "msg_1"), BODY);
            assertThat(attempt.status()).isEqualTo(200);
            HookReceiver.Call call = receiver.next();
            assertThat(call.header("host")).isEqualTo("hook.example");
            assertThat(call.header("webhook-id")).isEqualTo("msg_1");
            assertThat(lookUps).hasValue(1);
        }
    }

    @Test
    void what_would_not_be_taken_at_submission_is_not_sent_either() throws Exception {
        try (HookReceiver receiver = new HookReceiver();
                HttpSender sender = new HttpSender(new WebhookUrls(false), names(receiver))) {
            assertThat(sender.post(receiver.url("/"), Map.of(), BODY).text())
                    .contains("must begin with https://");
            assertThat(lookUps).hasValue(0);
        }
    }

    @Test
    void nobody_listening_is_a_failure_that_says_so() throws Exception {
        String url;
        try (HookReceiver receiver = new HookReceiver()) {
            url = receiver.url("/");
        }
        try (HttpSender sender = new HttpSender(new WebhookUrls(true))) {
            Attempt attempt = sender.post(url, Map.of(), BODY);
            assertThat(attempt.status()).isNull();
            assertThat(attempt.text()).startsWith("no answer: ");
        }
    }

    /// A | stands for the end of a line.
    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK|Content-Length: 99||took it', 200, took it",
        "'HTTP/1.1 200 OK|Transfer-Encoding: chunked||7|took it|', 200, took it",
        "'HTTP/1.1 100 Continue||HTTP/1.1 204 No Content||', 204, ''",
        "'HTTP/1.1 102 Processing||HTTP/1.1 204 No Content||', 204, ''",
        "'HTTP/1.1 103 Early Hints||HTTP/1.1 204 No Content||', 204, ''",
        "'HTTP/1.1 200 OK|Content-Length: 8||a\u009b\u202e\u001bb', 200, 'a   b'"
    })
    void the_status_counts_however_the_answer_goes_on(String answer, int status, String text)
            throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpSender sender = new HttpSender(new WebhookUrls(true))) {
            Thread receiver = Thread.ofVirtual().start(() -> answerOnce(listener, answer));
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/";
            assertThat(sender.post(url, Map.of(), BODY)).isEqualTo(new Attempt(status, text));
            receiver.join();
        }
    }

    private static void answerOnce(ServerSocket listener, String answer) {
        try (Socket caller = listener.accept()) {
            InputStream in = caller.getInputStream();
            StringBuilder request = new StringBuilder();
            while (!request.toString().endsWith("\r\n\r\n{}")) {
                request.append((char) in.read());
            }
            caller.getOutputStream().write(answer.replace("|", "\r\n").getBytes(UTF_8));
            caller.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_receiver_that_never_answers_is_given_up_after_fifteen_seconds() throws Exception {
        try (HookReceiver receiver = new HookReceiver();
                HttpSender sender = new HttpSender(new WebhookUrls(true))) {
            receiver.hold();
            assertThat(sender.post(receiver.url("/"), Map.of(), BODY).text())
                    .isEqualTo("no answer within 15 s");
        }
    }
}
