package dev.zimage.api.mcp;

import dev.zimage.api.OrderService;
import dev.zimage.api.http.Access;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.LargeBodies;
import dev.zimage.api.http.Refusal;
import dev.zimage.api.http.Route;
import dev.zimage.api.verification.VerificationService;
import dev.zimage.errors.ErrorCode;
import dev.zimage.events.TaskFeed;
import dev.zimage.intake.PictureIntake;
import dev.zimage.origin.BaseUrl;
import dev.zimage.text.QuotedText;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/mcp`: the streamable HTTP transport of the Model Context Protocol. There are no sessions, so
/// nothing is kept between requests and any server can answer any of them. The protocol itself is
/// the SDK's, which is loaded with the first request.
public final class McpEndpoint {

    /// The revisions that this transport speaks; the last is offered to clients that ask for
    /// others.
    static final List<String> VERSIONS =
            List.of(
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_11_25);

    /// A message with the largest picture to be verified.
    private static final int LARGEST_BODY = VerificationTool.LARGEST / 3 * 4 + (256 << 10);

    private final LargeBodies bodies = new LargeBodies(true, PictureIntake.atOnce());
    private final McpTools tools;
    private final Optional<BaseUrl> own;
    private @Nullable McpMessages messages;

    private McpEndpoint(McpTools tools, Optional<BaseUrl> own) {
        this.tools = tools;
        this.own = own;
    }

    /// Opens the endpoint.
    ///
    /// @param feed reports the progress of tasks
    /// @param balance answers with the balance
    /// @param models answers with the models
    /// @param verification finds out whether pictures were made here
    /// @param own the configured public URL
    public static McpEndpoint open(
            OrderService orders,
            TaskFeed feed,
            Route.Handler balance,
            Route.Handler models,
            VerificationService verification,
            Optional<BaseUrl> own) {
        return new McpEndpoint(
                new McpTools(
                        new DrawingTools(orders, feed),
                        new VerificationTool(verification, orders.tasks(), orders.media().store()),
                        balance,
                        models,
                        new ToolSchemas(orders.catalogue())),
                own);
    }

    /// Any key may come in; each tool says what it needs.
    public List<Route> routes() {
        return List.of(Route.keyed("POST", "/mcp", Access.ANY_KEY, this::post));
    }

    private Answer post(Call call) {
        requireKnownOrigin(call);
        requireKnownVersion(call);
        try (LargeBodies.Permit permit = bodies.enter(call, LARGEST_BODY)) {
            return messages().answer(call, permit);
        }
    }

    private synchronized McpMessages messages() {
        if (messages == null) {
            messages = new McpMessages(tools);
        }
        return messages;
    }

    /// Browsers say which page sends a request. A page of somebody else must not use a key that it
    /// found, also not when its name was made to point here.
    private void requireKnownOrigin(Call call) {
        Optional<String> origin = call.header("Origin");
        if (origin.isPresent() && !isKnown(origin.get())) {
            throw new Refusal(
                    ErrorCode.ORIGIN_NOT_ALLOWED,
                    "Requests from the web page "
                            + QuotedText.of(origin.get())
                            + " are not taken; call from your server or a local program");
        }
    }

    private boolean isKnown(String origin) {
        return BaseUrl.parse(origin)
                .filter(url -> BaseUrl.isLoopback(url.host()) || isOwn(url))
                .isPresent();
    }

    private boolean isOwn(BaseUrl url) {
        return own.map(BaseUrl::origin).filter(url.origin()::equals).isPresent();
    }

    private static void requireKnownVersion(Call call) {
        Optional<String> version = call.header("MCP-Protocol-Version");
        if (version.isPresent() && !VERSIONS.contains(version.get())) {
            throw new Refusal(
                    ErrorCode.PARAMETER_INVALID,
                    "MCP-Protocol-Version must be one of %s, not %s"
                            .formatted(String.join(", ", VERSIONS), QuotedText.of(version.get())));
        }
    }
}
