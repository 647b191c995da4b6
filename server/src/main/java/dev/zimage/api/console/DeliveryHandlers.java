package dev.zimage.api.console;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.api.Json;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.people.ConsoleSession;
import dev.zimage.webhooks.Deliveries;
import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.DeliveryAnswer;
import dev.zimage.webhooks.DeliveryHistory;
import dev.zimage.webhooks.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was sent to the webhooks of the own account, attempt by attempt.
final class DeliveryHandlers {

    private final DeliveryHistory history;

    record Attempt(int number, long at, @Nullable Integer answerStatus, String answer) {}

    record Sent(@JsonUnwrapped DeliveryAnswer delivery, List<Attempt> history) {}

    record Health(String id, boolean failing, int waiting) {}

    DeliveryHandlers(DeliveryHistory history) {
        this.history = history;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/deliveries", this::list),
                authenticator.signedIn("GET", "/console/api/deliveries/health", this::health));
    }

    private Answer list(Call call, ConsoleSession session) {
        call.allowQuery(Set.of("status", "type", "webhook", "before", "limit"));
        int limit = QueryText.limit(call);
        List<Sent> found =
                history
                        .list(
                                session.person().account(),
                                filter(call),
                                call.query("before").orElse(null),
                                limit + 1)
                        .stream()
                        .map(DeliveryHandlers::view)
                        .toList();
        return Answer.json(
                200, Json.write(ConsoleJson.Page.of(found, limit, sent -> sent.delivery.id())));
    }

    private static DeliveryHistory.Filter filter(Call call) {
        return new DeliveryHistory.Filter(
                QueryText.read(
                        call, "status", "pending, delivered or failed", DeliveryHandlers::status),
                QueryText.read(
                        call,
                        "type",
                        String.join(", ", Deliveries.TYPES),
                        text -> Optional.of(text).filter(Deliveries.TYPES::contains)),
                QueryText.read(call, "webhook", "the id of a webhook", Endpoint.Id::parse));
    }

    private static Optional<Delivery.Status> status(String text) {
        return Arrays.stream(Delivery.Status.values())
                .filter(status -> status.label().equals(text))
                .findFirst();
    }

    private static Sent view(DeliveryHistory.Sent sent) {
        return new Sent(
                DeliveryAnswer.of(sent.delivery()),
                sent.attempts().stream()
                        .map(each ->
                                new Attempt(
                                        each.number(),
                                        each.endedAt().getEpochSecond(),
                                        each.answerStatus(),
                                        each.answer()))
                        .toList());
    }

    private Answer health(Call call, ConsoleSession session) {
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.AllOf<>(
                                history.health(session.person().account()).stream()
                                        .map(each ->
                                                new Health(
                                                        each.endpoint().toString(),
                                                        each.failing(),
                                                        each.waiting()))
                                        .toList())));
    }
}
