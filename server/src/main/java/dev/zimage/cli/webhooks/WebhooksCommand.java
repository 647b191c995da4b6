package dev.zimage.cli.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.cli.command.AnswerForm;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.CommandOutput;
import dev.zimage.cli.command.Display;
import dev.zimage.cli.command.Installation;
import dev.zimage.cli.command.Table;
import dev.zimage.webhooks.Delivery;
import dev.zimage.webhooks.DeliveryAnswer;
import dev.zimage.webhooks.Endpoint;
import dev.zimage.webhooks.EndpointAnswer;
import dev.zimage.webhooks.WebhookSecret;
import dev.zimage.webhooks.Webhooks;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `zimage webhooks`: the webhooks of an account, and what was sent to them. A running server sends
/// queued messages within ten seconds.
@Command(
        name = "webhooks",
        description = "Manage webhooks and see what was sent.",
        synopsisSubcommandLabel = "COMMAND")
public final class WebhooksCommand {

    private static final int MOST = 1_000;

    private final CommandContext context;

    public WebhooksCommand(CommandContext context) {
        this.context = context;
    }

    @Command(
            name = "create",
            description = "Tell a URL of every task. Its secret is printed this once.")
    int create(
            @Parameters(paramLabel = "URL", description = "Where to send to, with https.")
                    String url,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        target.urls()
                .problem(url)
                .ifPresent(problem -> {
                    throw streams.wrong("the URL " + problem);
                });
        try (Installation installation = target.open(context)) {
            Webhooks.Created made =
                    installation
                            .webhooks()
                            .create(target.account(installation), url)
                            .orElseThrow(() ->
                                    new CommandFailure(
                                            "the account has %d webhooks, as many as it may have"
                                                    .formatted(Webhooks.MAX_ENDPOINTS)));
            String id = made.endpoint().id().toString();
            answer.give(new WebhookSecretAnswer(id, made.secret().reveal()), made.secret()::reveal);
            if (!answer.isJson()) {
                streams.err().printf("%s. The secret is shown this once, so keep it.%n", id);
            }
            return 0;
        }
    }

    @Command(name = "list", description = "Show the webhooks of an account.")
    int list(@Mixin WebhookTarget target, @Mixin AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            List<Endpoint> all = installation.webhooks().list(target.account(installation));
            answer.give(
                    all.stream().map(EndpointAnswer::of).toList(), () -> endpoints(all).toString());
            return 0;
        }
    }

    private static Table endpoints(List<Endpoint> all) {
        Table table = new Table("ID", "URL", "STATUS", "CREATED (UTC)");
        for (Endpoint endpoint : all) {
            table.row(
                    endpoint.id().toString(),
                    endpoint.url(),
                    endpoint.enabled()
                            ? "enabled"
                            : "disabled: " + Display.text(endpoint.disabledReason()),
                    Display.time(endpoint.createdAt()));
        }
        return table;
    }

    @Command(name = "delete", description = "Take a webhook away; nothing more is sent there.")
    int delete(
            @Parameters(paramLabel = "WEBHOOK", description = "Its id such as wh_3.") String id,
            @Mixin WebhookTarget target,
            @Mixin CommandOutput streams) {
        try (Installation installation = target.open(context)) {
            AccountId account = target.account(installation);
            if (!installation.webhooks().delete(account, WebhookTarget.endpoint(id))) {
                throw WebhookTarget.unknown(id);
            }
            streams.err().printf("%s is deleted%n", id);
            return 0;
        }
    }

    @Command(name = "enable", description = "Send to a webhook again.")
    int enable(
            @Parameters(paramLabel = "WEBHOOK", description = "Its id such as wh_3.") String id,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer) {
        return setEnabled(id, true, target, answer);
    }

    @Command(name = "disable", description = "Send nothing to a webhook until it is enabled.")
    int disable(
            @Parameters(paramLabel = "WEBHOOK", description = "Its id such as wh_3.") String id,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer) {
        return setEnabled(id, false, target, answer);
    }

    private int setEnabled(String id, boolean enabled, WebhookTarget target, AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            Endpoint endpoint =
                    installation
                            .webhooks()
                            .setEnabled(
                                    target.account(installation),
                                    WebhookTarget.endpoint(id),
                                    enabled)
                            .orElseThrow(() -> WebhookTarget.unknown(id));
            answer.give(
                    EndpointAnswer.of(endpoint),
                    () -> id + " is " + (endpoint.enabled() ? "enabled" : "disabled"));
            return 0;
        }
    }

    @Command(name = "secret", description = "Show the secret that signs what goes to callback_url.")
    int secret(@Mixin WebhookTarget target, @Mixin AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            WebhookSecret secret =
                    installation.webhooks().callbackSecret(target.account(installation));
            answer.give(new WebhookSecretAnswer(null, secret.reveal()), secret::reveal);
            return 0;
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Replace a secret. For 24 hours messages are signed with the old one too.",
                "Without an id it is the secret for callback_url."
            })
    int rotate(
            @Parameters(paramLabel = "WEBHOOK", arity = "0..1", description = "Such as wh_3.")
                    @Nullable String id,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            AccountId account = target.account(installation);
            Webhooks webhooks = installation.webhooks();
            WebhookSecret fresh =
                    id == null
                            ? webhooks.rotateCallbackSecret(account)
                            : webhooks.rotate(account, WebhookTarget.endpoint(id))
                                    .orElseThrow(() -> WebhookTarget.unknown(id));
            answer.give(new WebhookSecretAnswer(id, fresh.reveal()), fresh::reveal);
            return 0;
        }
    }

    @Command(name = "test", description = "Send a test message to a webhook.")
    int test(
            @Parameters(paramLabel = "WEBHOOK", description = "Its id such as wh_3.") String id,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            Endpoint endpoint =
                    installation
                            .webhooks()
                            .find(target.account(installation), WebhookTarget.endpoint(id))
                            .orElseThrow(() -> WebhookTarget.unknown(id));
            Delivery queued =
                    installation
                            .deliveries()
                            .test(endpoint)
                            .orElseThrow(() -> new CommandFailure(id + " is disabled"));
            answer.give(DeliveryAnswer.of(queued), () -> queued.messageId() + " is queued");
            return 0;
        }
    }

    @Command(name = "deliveries", description = "Show what was sent and what came of it.")
    int deliveries(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "How many, newest first. Default: ${DEFAULT-VALUE}.")
                    int limit,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer,
            @Mixin CommandOutput streams) {
        streams.requireWithin("--limit", MOST, limit);
        try (Installation installation = target.open(context)) {
            List<Delivery> all =
                    installation.deliveries().list(target.account(installation), null, limit);
            answer.give(all.stream().map(DeliveryAnswer::of).toList(), () -> table(all).toString());
            return 0;
        }
    }

    private static Table table(List<Delivery> all) {
        Table table = new Table("ID", "TYPE", "STATUS", ">ATTEMPTS", "NEXT (UTC)", "ANSWER", "URL");
        for (Delivery delivery : all) {
            Integer status = delivery.answerStatus();
            table.row(
                    delivery.messageId(),
                    delivery.type(),
                    delivery.status().label(),
                    String.valueOf(delivery.attempts()),
                    Display.time(delivery.nextAt()),
                    status == null ? Display.text(delivery.answer()) : status.toString(),
                    delivery.url());
        }
        return table;
    }

    @Command(name = "send", description = "Send a delivery again.")
    int send(
            @Parameters(paramLabel = "DELIVERY", description = "Its id such as msg_….") String id,
            @Mixin WebhookTarget target,
            @Mixin AnswerForm answer) {
        try (Installation installation = target.open(context)) {
            Delivery queued =
                    installation
                            .deliveries()
                            .sendAgain(target.account(installation), id)
                            .orElseThrow(() ->
                                    new CommandFailure(
                                            "there is no such delivery, or its webhook is disabled"
                                                    + " or deleted"));
            answer.give(DeliveryAnswer.of(queued), () -> queued.messageId() + " is queued");
            return 0;
        }
    }
}
