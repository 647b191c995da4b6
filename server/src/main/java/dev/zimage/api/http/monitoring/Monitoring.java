package dev.zimage.api.http.monitoring;

import dev.zimage.requests.RequestHistory;
import io.micrometer.core.instrument.MeterRegistry;

/// Tells the log, the metrics and the history of each request that was answered. Safe for use by
/// any number of threads.
public final class Monitoring {

    private final RequestLog log = new RequestLog();
    private final RequestMetrics metrics;
    private final RequestRecorder recorder;

    public Monitoring(MeterRegistry metrics, RequestHistory history) {
        this.metrics = new RequestMetrics(metrics);
        this.recorder = new RequestRecorder(history);
    }

    /// The method when HTTP has it, else `other`: a client must not make up names.
    public static String known(String method) {
        return RequestMetrics.known(method);
    }

    /// Tells of a request. Never waits.
    public void served(AnsweredRequest request) {
        metrics.served(request);
        log.served(request);
        recorder.served(request);
    }
}
