package dev.zimage.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.zimage.accounts.AccountId;
import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.errors.ErrorCode;
import dev.zimage.text.QuotedText;
import dev.zimage.webhooks.Deliveries;
import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.DeliveryAnswer;
import dev.zimage.webhooks.Endpoint;
import dev.zimage.webhooks.EndpointAnswer;
import dev.zimage.webhooks.WebhookSecret;
import dev.zimage.webhooks.WebhookSender;
import dev.zimage.webhooks.WebhookUrls;
import dev.zimage.webhooks.Webhooks;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The endpoints of an account, their secrets, and what was sent.
final class WebhookHandlers {

    private static final String BASE = "/api/v1/webhooks";
    private static final List<String> FIELDS = List.of("url");

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final WebhookSender sender;
    private final WebhookUrls urls;

    record CreatedAnswer(@JsonUnwrapped EndpointAnswer endpoint, String secret) {}

    record EndpointList(List<EndpointAnswer> data) {}

    record SecretAnswer(String secret) {}

    record DeletedAnswer(String id, boolean deleted) {}

    WebhookHandlers(WebhookSender sender) {
        this.webhooks = sender.webhooks();
        this.deliveries = webhooks.deliveries();
        this.sender = sender;
        this.urls = sender.urls();
    }

    Stream<Route> routes() {
        return Stream.of(
                Route.keyed("GET", BASE, Access.READ, this::list),
                Route.keyed("POST", BASE, Access.MANAGE, this::create),
                Route.keyed("GET", BASE + "/secret", Access.MANAGE, this::secret),
                Route.keyed("POST", BASE + "/secret/rotate", Access.MANAGE, this::rotateSecret),
                Route.keyed("GET", BASE + "/deliveries", Access.READ, this::deliveries),
                Route.keyed("POST", BASE + "/deliveries/{id}/send", Access.MANAGE, this::send),
                Route.keyed("DELETE", BASE + "/{id}", Access.MANAGE, this::delete),
                Route.keyed(
                        "POST",
                        BASE + "/{id}/enable",
                        Access.MANAGE,
                        call -> setEnabled(call, true)),
                Route.keyed(
                        "POST",
                        BASE + "/{id}/disable",
                        Access.MANAGE,
                        call -> setEnabled(call, false)),
                Route.keyed("POST", BASE + "/{id}/rotate", Access.MANAGE, this::rotate),
                Route.keyed("POST", BASE + "/{id}/test", Access.MANAGE, this::test));
    }

    /// @throws Refusal that names the field and what is wrong with the URL
    static void requireGood(String field, String url, WebhookUrls urls) {
        urls.problem(url)
                .ifPresent(problem -> {
                    throw GenerationRequest.invalid(field + " " + problem);
                });
    }

    private Answer list(Call call) {
        return json(
                new EndpointList(
                        webhooks.list(call.caller().account()).stream()
                                .map(EndpointAnswer::of)
                                .toList()));
    }

    private Answer create(Call call) {
        String url = Fields.of(Json.readObject(call.jsonBody()), FIELDS).requiredText("url");
        requireGood("url", url, urls);
        Webhooks.Created created =
                webhooks.create(call.caller().account(), url)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                        "the account has %d webhooks, as many as it may have;"
                                                        .formatted(Webhooks.MAX_ENDPOINTS)
                                                + " delete one"));
        EndpointAnswer endpoint = EndpointAnswer.of(created.endpoint());
        return json(new CreatedAnswer(endpoint, created.secret().reveal()));
    }

    private Answer secret(Call call) {
        return json(new SecretAnswer(webhooks.callbackSecret(call.caller().account()).reveal()));
    }

    private Answer rotateSecret(Call call) {
        return json(
                new SecretAnswer(webhooks.rotateCallbackSecret(call.caller().account()).reveal()));
    }

    private Answer rotate(Call call) {
        WebhookSecret fresh =
                webhooks.rotate(call.caller().account(), endpointId(call))
                        .orElseThrow(() -> noWebhook(call));
        return json(new SecretAnswer(fresh.reveal()));
    }

    private Answer delete(Call call) {
        Endpoint.Id id = endpointId(call);
        if (!webhooks.delete(call.caller().account(), id)) {
            throw noWebhook(call);
        }
        return json(new DeletedAnswer(id.toString(), true));
    }

    private Answer setEnabled(Call call, boolean enabled) {
        return webhooks.setEnabled(call.caller().account(), endpointId(call), enabled)
                .map(endpoint -> json(EndpointAnswer.of(endpoint)))
                .orElseThrow(() -> noWebhook(call));
    }

    private Answer test(Call call) {
        Endpoint endpoint =
                webhooks.find(call.caller().account(), endpointId(call))
                        .orElseThrow(() -> noWebhook(call));
        Delivery delivery =
                deliveries
                        .test(endpoint)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                        "the webhook %s is disabled (%s); enable it first"
                                                .formatted(
                                                        endpoint.id(), endpoint.disabledReason())));
        sender.wakeIfQueued();
        return json(DeliveryAnswer.of(delivery));
    }

    private Answer deliveries(Call call) {
        call.allowQuery(Set.of("limit", "before"));
        int limit = TaskHandlers.limit(call);
        List<Delivery> found =
                deliveries.list(
                        call.caller().account(), call.query("before").orElse(null), limit + 1);
        return json(
                new Json.Page<>(
                        found.stream().limit(limit).map(DeliveryAnswer::of).toList(),
                        found.size() > limit));
    }

    private Answer send(Call call) {
        AccountId account = call.caller().account();
        String id = call.pathParameter("id");
        if (deliveries.find(account, id).isEmpty()) {
            throw notFound("delivery", id);
        }
        Delivery delivery =
                deliveries
                        .sendAgain(account, id)
                        .orElseThrow(() ->
                                GenerationRequest.invalid(
                                        "the webhook of this delivery is disabled or deleted; only"
                                                + " one that is enabled is sent to"));
        sender.wakeIfQueued();
        return json(DeliveryAnswer.of(delivery));
    }

    private static Endpoint.Id endpointId(Call call) {
        return Endpoint.Id.parse(call.pathParameter("id")).orElseThrow(() -> noWebhook(call));
    }

    private static Refusal noWebhook(Call call) {
        return notFound("webhook", call.pathParameter("id"));
    }

    private static Refusal notFound(String what, String id) {
        return new Refusal(
                ErrorCode.PATH_NOT_FOUND, "No such %s: %s".formatted(what, QuotedText.of(id)));
    }

    private static Answer json(Object value) {
        return Answer.json(200, Json.write(value));
    }
}
