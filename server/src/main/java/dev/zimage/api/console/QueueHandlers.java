package dev.zimage.api.console;

import dev.zimage.api.Json;
import dev.zimage.api.OrderReadiness;
import dev.zimage.api.http.Answer;
import dev.zimage.api.http.Call;
import dev.zimage.api.http.Route;
import dev.zimage.health.Outage;
import dev.zimage.people.ConsoleSession;
import dev.zimage.tasks.TaskId;
import dev.zimage.tasks.queue.QueueReport;
import dev.zimage.tasks.registry.WorkerRegistry;
import dev.zimage.webhooks.Deliveries;
import dev.zimage.webhooks.Delivery;
import java.time.Instant;
import java.util.List;

/// The operator's side: what runs where, and what waits; messages that were given up.
final class QueueHandlers {

    private static final int FAILURES_SHOWN = 50;

    private final QueueReport report;
    private final Deliveries deliveries;
    private final OrderReadiness readiness;
    private final WorkerRegistry workers;

    QueueHandlers(
            QueueReport report,
            Deliveries deliveries,
            OrderReadiness readiness,
            WorkerRegistry workers) {
        this.report = report;
        this.deliveries = deliveries;
        this.readiness = readiness;
        this.workers = workers;
    }

    List<Route> routes(SessionAuthenticator authenticator) {
        return List.of(
                authenticator.signedIn("GET", "/console/api/admin/queue", this::queue),
                authenticator.signedIn(
                        "GET", "/console/api/admin/webhooks/failures", this::failures));
    }

    private Answer failures(Call call, ConsoleSession session) {
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.AllOf<>(
                                deliveries.givenUp(FAILURES_SHOWN).stream()
                                        .map(QueueHandlers::view)
                                        .toList())));
    }

    private static ConsoleJson.GivenUp view(Deliveries.GivenUp givenUp) {
        Delivery delivery = givenUp.delivery();
        TaskId task = delivery.task();
        return new ConsoleJson.GivenUp(
                delivery.messageId(),
                givenUp.account(),
                delivery.type(),
                task == null ? null : task.toString(),
                delivery.url(),
                delivery.status().label(),
                delivery.attempts(),
                delivery.createdAt().getEpochSecond(),
                ConsoleJson.seconds(delivery.lastAt()),
                delivery.answerStatus(),
                delivery.answer());
    }

    private Answer queue(Call call, ConsoleSession session) {
        QueueReport.Report made = report.make();
        return Answer.json(
                200,
                Json.write(
                        new ConsoleJson.Queue(
                                readiness.outage().map(QueueHandlers::view).orElse(null),
                                made.engines().stream().map(QueueHandlers::view).toList(),
                                made.running().stream().map(QueueHandlers::view).toList(),
                                made.waiting().stream().map(QueueHandlers::view).toList(),
                                workers())));
    }

    private List<ConsoleJson.WorkerProcess> workers() {
        Instant now = workers.now();
        return workers.all().stream()
                .map(worker ->
                        new ConsoleJson.WorkerProcess(
                                worker.host(),
                                worker.engine(),
                                worker.stateAt(now),
                                worker.atOnce(),
                                worker.picturesAnHour(),
                                worker.since().getEpochSecond(),
                                worker.lastHeartbeat().getEpochSecond()))
                .toList();
    }

    private static ConsoleJson.QueueEngine view(QueueReport.Engine engine) {
        ConsoleJson.EngineView state = ConsoleJson.EngineView.of(engine.name(), engine.readiness());
        return new ConsoleJson.QueueEngine(
                engine.name(),
                state.ready(),
                state.progress(),
                state.error(),
                state.retryIn(),
                engine.workers(),
                engine.waiting(),
                engine.running());
    }

    private static ConsoleJson.QueueOutage view(Outage outage) {
        return new ConsoleJson.QueueOutage(outage.reason(), outage.remedy());
    }

    private static ConsoleJson.RunningTask view(QueueReport.Running running) {
        return new ConsoleJson.RunningTask(
                running.task().toString(),
                running.account(),
                running.engine(),
                ConsoleJson.seconds(running.startedAt()),
                running.progress(),
                running.worker());
    }

    private static ConsoleJson.WaitingTask view(QueueReport.Waiting waiting) {
        return new ConsoleJson.WaitingTask(
                waiting.task().toString(),
                waiting.account(),
                waiting.engine(),
                waiting.createdAt().getEpochSecond());
    }
}
