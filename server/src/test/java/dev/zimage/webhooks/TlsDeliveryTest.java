package dev.zimage.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.zimage.accounts.AccountId;
import dev.zimage.accounts.Accounts;
import dev.zimage.database.Database;
import dev.zimage.database.Databases;
import dev.zimage.server.DataDirectory;
import dev.zimage.server.Eventually;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Deliveries over TLS. The receiver's certificate is trusted as an operator would have it trusted
/// whose receivers have certificates of an authority of their own: by the JVM's trust store.
@Timeout(200)
@SuppressWarnings("NullAway.Init") // the fields are set before each test
class TlsDeliveryTest {

    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String STORE_PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @TempDir Path folder;

    private final Map<String, @Nullable String> before = new HashMap<>();
    private TlsReceiver receiver;

    @BeforeEach
    void start() throws Exception {
        receiver = new TlsReceiver(folder, "hook.example", "localhost");
        set(STORE, receiver.trusted().toString());
        set(STORE_PASSWORD, new String(TlsReceiver.PASSWORD));
    }

    private void set(String name, String value) {
        before.put(name, System.setProperty(name, value));
    }

    @AfterEach
    void stop() {
        receiver.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    /// Every name leads to this machine.
    private static final SocketAddressResolver NAMES =
            (host, port, context, promise) ->
                    promise.succeeded(
                            List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));

    private HttpSender sender() {
        return new HttpSender(new WebhookUrls(true), NAMES);
    }

    private String url(String host) {
        return "https://" + host + ":" + receiver.port() + "/hook";
    }

    @Test
    void the_certificate_is_asked_for_by_the_name_and_not_by_the_address_that_was_checked()
            throws Exception {
        try (HttpSender sender = sender()) {
            assertThat(sender.post(url("hook.example"), Map.of(), BODY).status()).isEqualTo(204);
            TlsReceiver.Call call = receiver.next();
            assertThat(call.serverNames()).containsExactly("hook.example");
            assertThat(call.headers().get("Host")).isEqualTo("hook.example:" + receiver.port());
        }
    }

    @Test
    void a_certificate_for_another_name_is_refused() throws Exception {
        try (HttpSender sender = sender()) {
            for (String other : List.of("other.example", "127.0.0.1")) {
                Attempt attempt = sender.post(url(other), Map.of(), BODY);
                assertThat(attempt.status()).as(other).isNull();
                assertThat(attempt.text()).as(other).startsWith("no answer: ").contains(other);
            }
        }
        assertThat(receiver.left()).isZero();
    }

    @Test
    void a_certificate_of_nobody_who_is_trusted_is_refused() throws Exception {
        System.clearProperty(STORE);
        try (HttpSender sender = sender()) {
            Attempt attempt = sender.post(url("hook.example"), Map.of(), BODY);
            assertThat(attempt.status()).isNull();
            assertThat(attempt.text()).startsWith("no answer: ");
        }
        assertThat(receiver.left()).isZero();
    }

    @Test
    void a_message_goes_from_the_database_to_the_receiver_and_verifies() throws Exception {
        Clock clock = Clock.systemUTC();
        try (Database database =
                DataDirectory.open(folder.resolve("data"))
                        .database(Databases.Choice.EMBEDDED)
                        .open()) {
            AccountId account =
                    Accounts.open(database, clock, new SecureRandom())
                            .create("one")
                            .orElseThrow()
                            .id();
            Webhooks webhooks = Webhooks.open(database, clock, new Random(1));
            Deliveries deliveries = webhooks.deliveries();
            Webhooks.Created made = webhooks.create(account, url("localhost")).orElseThrow();
            deliveries.test(made.endpoint());
            try (WebhookSender sender =
                    webhooks.sender(new WebhookUrls(true), new SimpleMeterRegistry())) {
                sender.start(task -> BODY, true);
                TlsReceiver.Call call = receiver.next();
                new Webhook(made.secret().reveal())
                        .verify(call.body(), HookedServer.headers(call.headers()));
                Delivery.Status delivered = Delivery.Status.DELIVERED;
                assertThat(
                                Eventually.seen(
                                        () -> deliveries.list(account, null, 1).getFirst().status(),
                                        delivered::equals))
                        .isEqualTo(delivered);
            }
        }
    }
}
