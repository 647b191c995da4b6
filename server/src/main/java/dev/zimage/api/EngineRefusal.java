package dev.zimage.api;

import dev.zimage.api.http.Refusal;
import dev.zimage.engine.Fault;
import dev.zimage.engine.Readiness;
import dev.zimage.errors.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/// Why an engine takes no orders.
final class EngineRefusal {

    private static final Duration WHILE_LOADING = Duration.ofSeconds(10);

    private EngineRefusal() {}

    /// The error for an order; empty when the engine takes it. An engine that has failed for good
    /// is not to be asked again.
    static Optional<Refusal> of(Readiness readiness) {
        return switch (readiness) {
            case Readiness.Ready() -> Optional.empty();
            case Readiness.Loading _ ->
                    Optional.of(
                            notReady("The model is not ready; /health/ready says how far it is")
                                    .retryAfter(WHILE_LOADING));
            case Readiness.Retrying(Fault fault, Duration wait) ->
                    Optional.of(
                            notReady(
                                            "The model cannot be loaded now, and is tried again by"
                                                    + " itself: "
                                                    + fault.text())
                                    .retryAfter(wait));
            // The fault names the operator's settings; /health/ready and `zimage doctor` show it.
            case Readiness.Unreachable(Fault _, Duration wait) ->
                    Optional.of(
                            notReady(
                                            "No server that draws this model answers now; send the"
                                                    + " request again later")
                                    .retryAfter(wait));
            case Readiness.Failed(Fault fault) ->
                    Optional.of(
                            notReady(
                                            "The model cannot be loaded, and sending the request"
                                                    + " again does not help: "
                                                    + fault.text()
                                                    + ". The operator has to mend it and start the"
                                                    + " server again")
                                    .notToBeRetried());
        };
    }

    private static Refusal notReady(String message) {
        return new Refusal(ErrorCode.MODEL_NOT_READY, message);
    }
}
