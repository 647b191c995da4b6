package dev.zimage.cli.webhooks;

import dev.zimage.accounts.AccountId;
import dev.zimage.cli.command.CommandContext;
import dev.zimage.cli.command.CommandFailure;
import dev.zimage.cli.command.DataOption;
import dev.zimage.cli.command.Installation;
import dev.zimage.text.QuotedText;
import dev.zimage.webhooks.Endpoint;
import dev.zimage.webhooks.WebhookUrls;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose webhooks a command is about, and in which installation.
public final class WebhookTarget {

    @Option(
            names = "--account",
            paramLabel = "NAME",
            required = true,
            description = "The account that the webhooks belong to.")
    private String account = "";

    @Mixin private final DataOption data;

    public WebhookTarget(CommandContext context) {
        this.data = new DataOption(context);
    }

    Installation open(CommandContext context) {
        return new Installation(data, context.clock());
    }

    /// The URLs that the server would send to.
    WebhookUrls urls() {
        return new WebhookUrls(data.settings().webhooks().allowPrivate());
    }

    AccountId account(Installation installation) {
        return installation.account(account).id();
    }

    /// @throws CommandFailure when it does not have the form of an id
    static Endpoint.Id endpoint(String id) {
        return Endpoint.Id.parse(id).orElseThrow(() -> unknown(id));
    }

    static CommandFailure unknown(String id) {
        return new CommandFailure(
                "the account has no webhook "
                        + QuotedText.of(id)
                        + "; `zimage webhooks list --account ACCOUNT` shows all");
    }
}
