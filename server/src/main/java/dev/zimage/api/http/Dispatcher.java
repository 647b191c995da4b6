package dev.zimage.api.http;

import dev.zimage.actor.Actor;
import dev.zimage.api.http.monitoring.AnsweredRequest;
import dev.zimage.api.http.monitoring.Monitoring;
import dev.zimage.database.StorageException;
import dev.zimage.errors.ErrorCode;
import dev.zimage.limits.RateLimits;
import dev.zimage.origin.BaseUrl;
import dev.zimage.origin.PublicUrl;
import dev.zimage.text.QuotedText;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles every request: gives it an id, finds its route, checks key and limit, calls the handler
/// and has the answer written. Failures become error answers here and nowhere else.
final class Dispatcher {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

    private static final String UNKNOWN_PATH = "unknown";

    /// For 30 days, so that an operator who gives TLS up again is not locked out for long.
    private static final String HSTS = "max-age=" + Duration.ofDays(30).toSeconds();

    private final RouteTable routes;
    private final AccessControl gate;
    private final ErrorFormat errors;
    private final Monitoring monitoring;
    private final PublicUrl publicUrl;
    private final boolean secureHost;
    private final Function<Call, Optional<Answer>> pages;
    private final AnswerWriter writer = new AnswerWriter(this::isStillAllowed);

    /// @param pages what a browser is shown for an unknown path
    Dispatcher(
            RouteTable routes,
            AccessControl gate,
            ErrorFormat errors,
            Function<Call, Optional<Answer>> pages,
            Monitoring monitoring,
            PublicUrl publicUrl) {
        this.routes = routes;
        this.gate = gate;
        this.errors = errors;
        this.monitoring = monitoring;
        this.publicUrl = publicUrl;
        this.secureHost = publicUrl.configured().filter(BaseUrl::isWholeSecureHost).isPresent();
        this.pages = pages;
    }

    /// Serves a request to any path.
    void serve(Context context) {
        String method = context.req().getMethod();
        serve(
                context,
                routes.find(context.req().getRequestURI()).orElseGet(() -> notFound(method)));
    }

    private void serve(Context context, RouteTable.Match match) {
        String path = match.path();
        long start = System.nanoTime();
        HttpServletResponse response = context.res();
        String requestId = newRequestId();
        RequestState state =
                new RequestState(requestId, Actor.anonymous(client(context), requestId));
        begin(response, requestId);
        Answer answer = answer(context, response, state, match);
        boolean headOnly = context.req().getMethod().equals("HEAD");
        try {
            try {
                writer.write(context, answer, headOnly);
            } catch (AnswerWriter.UnreadablePicture e) {
                answer = unreadable(context, state, path, e.reason());
                if (!response.isCommitted()) {
                    response.reset();
                    begin(response, requestId);
                    writer.write(context, answer, headOnly);
                }
            }
        } catch (AnswerWriter.BrokenStream e) {
            report(context, requestId, path, e);
        } catch (IOException e) {
            log.debug("{}: the client went away: {}", requestId, e.toString());
        }
        served(context, state, path, answer, headOnly, System.nanoTime() - start);
        UnreadBody.readOn(context);
    }

    /// The headers of every answer.
    private void begin(HttpServletResponse response, String requestId) {
        response.addHeader("x-request-id", requestId);
        if (secureHost) {
            response.addHeader("Strict-Transport-Security", HSTS);
        }
    }

    private void served(
            Context context,
            RequestState state,
            String path,
            Answer answer,
            boolean headOnly,
            long took) {
        Actor actor = state.actor();
        monitoring.served(
                new AnsweredRequest(
                        state.requestId(),
                        Objects.requireNonNullElse(actor.address(), ""),
                        state.caller(),
                        actor.kind() == Actor.Kind.PERSON,
                        Monitoring.known(context.req().getMethod()),
                        context.req().getRequestURI(),
                        path,
                        answer.status(),
                        state.error(),
                        took,
                        headOnly ? 0 : AnswerWriter.length(answer.body()),
                        state.task()));
    }

    private Answer answer(
            Context context,
            HttpServletResponse response,
            RequestState state,
            RouteTable.Match match) {
        String path = match.path();
        String requestId = state.requestId();
        try {
            Route route = route(context.req().getMethod(), match.routes());
            if (route.keyNeeded()) {
                AccessControl.Sender sender = sender(context, state, route);
                state.cameFrom(sender);
                RateLimits.Standing standing = gate.count(sender.caller());
                AccessControl.headers(standing)
                        .forEach(header -> response.addHeader(header.name(), header.value()));
                AccessControl.requireAllowed(standing);
                response.addHeader("Cache-Control", "no-store");
                route.access().require(sender.caller());
            }
            Call call = new Call(context.req(), match.parameters(), state);
            return state.actor().act(() -> route.handler().answer(call));
        } catch (Refusal refusal) {
            if (refusal.getCause() != null) {
                report(context, requestId, path, refusal.getCause());
            }
            return error(context, state, refusal);
        } catch (StorageException e) {
            if (e.failure().isOutage()) {
                log.warn("{}: {} was not served: {}", requestId, path, e.failure().meaning());
            } else {
                report(context, requestId, path, e);
            }
            return error(context, state, Unavailable.because(e.failure()));
        } catch (UnreadablePictureException e) {
            return unreadable(context, state, path, e.reason());
        } catch (RuntimeException | Error e) {
            report(context, requestId, path, e);
            return error(context, state, Unavailable.unexpected());
        }
    }

    /// Who calls, by a key or, where none was sent, by a session of the console.
    private AccessControl.Sender sender(Context context, RequestState state, Route route) {
        return gate.authenticate(new Call(context.req(), Map.of(), state), route, state.actor());
    }

    private String client(Context context) {
        return publicUrl.clientAddress(Call.originOf(context.req()));
    }

    /// The picture was deleted since it was found, or it cannot be read at the moment.
    private Answer unreadable(
            Context context, RequestState state, String path, IOException reason) {
        if (reason instanceof NoSuchFileException) {
            return error(context, state, Unavailable.pictureGone());
        }
        log.error("{}: {} was not served: {}", state.requestId(), path, reason.toString());
        return error(context, state, Unavailable.noPicture());
    }

    /// Writes an unexpected failure down, with what is needed to find its cause and nothing secret.
    private void report(Context context, String requestId, String path, Throwable failure) {
        log.error(
                "{}: {} {} from {} failed",
                requestId,
                context.req().getMethod(),
                path,
                client(context),
                failure);
    }

    private static Route route(String method, Map<String, Route> routes) {
        Route route = routes.get(method.equals("HEAD") ? "GET" : method);
        if (route == null) {
            String allowed = String.join(", ", methods(routes));
            throw new Refusal(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "This path does not take %s; it takes %s"
                                    .formatted(QuotedText.of(method), allowed))
                    .with("Allow", allowed);
        }
        return route;
    }

    private static List<String> methods(Map<String, Route> routes) {
        return routes.keySet().stream()
                .sorted()
                .flatMap(method ->
                        method.equals("GET")
                                ? java.util.stream.Stream.of("GET", "HEAD")
                                : java.util.stream.Stream.of(method))
                .toList();
    }

    private Answer error(Context context, RequestState state, Refusal refusal) {
        state.failed(refusal.code());
        return errors.of(context.req().getRequestURI(), refusal, state.requestId());
    }

    private RouteTable.Match notFound(String method) {
        Route route =
                Route.open(
                        method,
                        UNKNOWN_PATH,
                        call -> pages.apply(call).orElseThrow(() -> unknownPath(call.path())));
        return new RouteTable.Match(
                UNKNOWN_PATH, Map.of(method.equals("HEAD") ? "GET" : method, route), Map.of());
    }

    static Refusal unknownPath(String path) {
        return new Refusal(
                ErrorCode.PATH_NOT_FOUND,
                "No such path: "
                        + QuotedText.of(path)
                        + ". /openapi.json lists the paths below /api/v1 and /v1");
    }

    /// A stream may last for hours. It must end when its key is revoked, its session ends, or the
    /// person gets a role that does not allow it.
    private boolean isStillAllowed(Context context) {
        RouteTable.Match match = routes.find(context.req().getRequestURI()).orElseThrow();
        try {
            Route route = route(context.req().getMethod(), match.routes());
            sender(context, new RequestState("", Actor.SERVER), route);
            return true;
        } catch (Refusal refusal) {
            return false;
        }
    }

    static String newRequestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return "req_" + new UUID(high, low);
    }
}
