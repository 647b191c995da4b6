package dev.zimage.api.http.monitoring;

import dev.zimage.requests.RequestHistory;
import io.micrometer.core.instrument.MeterRegistry;

/// Reports each answered request to the log, the metrics and the history. Safe for use by any
/// number of threads.
public final class Monitoring {

    private final RequestLog log = new RequestLog();
    private final RequestMetrics metrics;
    private final RequestRecorder recorder;

    public Monitoring(MeterRegistry metrics, RequestHistory history) {
        this.metrics = new RequestMetrics(metrics);
        this.recorder = new RequestRecorder(history);
    }

    /// The method if it is one of HTTP, else `other`, so that clients cannot invent labels.
    public static String known(String method) {
        return RequestMetrics.known(method);
    }

    /// Reports a request. Never blocks.
    public void served(AnsweredRequest request) {
        metrics.served(request);
        log.served(request);
        recorder.served(request);
    }
}
