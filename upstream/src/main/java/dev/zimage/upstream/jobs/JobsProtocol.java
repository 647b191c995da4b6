package dev.zimage.upstream.jobs;

import dev.zimage.upstream.CallFailure;
import dev.zimage.upstream.CallFailure.Kind;
import dev.zimage.upstream.Deadline;
import dev.zimage.upstream.EncodedInput;
import dev.zimage.upstream.GenerationCall;
import dev.zimage.upstream.JsonTemplate;
import dev.zimage.upstream.PictureSource;
import dev.zimage.upstream.Placeholders;
import dev.zimage.upstream.Protocol;
import dev.zimage.upstream.ReceivedPicture;
import dev.zimage.upstream.ServerErrorText;
import dev.zimage.upstream.UpstreamHttp;
import dev.zimage.upstream.UpstreamJson;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Talks to servers that keep a queue: submits a job, polls it, and fetches its picture.
final class JobsProtocol implements Protocol {

    private static final Logger log = LoggerFactory.getLogger(JobsProtocol.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration FOR_CANCEL = Duration.ofSeconds(3);
    private static final int MOST_SUBMISSIONS = 4;
    private static final int MOST_LOST_POLLS = 6;
    private static final int PROGRESS_STEPS = 100;

    private final JobMapping mapping;

    JobsProtocol(JobMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public Set<String> hosts() {
        return mapping.hosts();
    }

    /// A job that a server has taken.
    ///
    /// @param ticket the answer to its submission
    private record Job(GenerationCall call, JsonNode ticket, Map<String, JsonNode> values) {

        Job {
            values = Map.copyOf(values);
        }

        URI at(JobMapping.Step step) throws CallFailure {
            return step.pointer().isEmpty()
                    ? call.server().at(JsonTemplate.fillPath(step.path(), values))
                    : call.server().own(UpstreamJson.text(ticket, step.pointer()));
        }
    }

    @Override
    public BufferedImage draw(GenerationCall call) throws CallFailure, InterruptedException {
        Job job = submit(call);
        boolean ended = false;
        try {
            JsonNode last = awaitEnd(job);
            ended = true;
            return picture(job, last);
        } catch (CallFailure e) {
            ended = ended || e.kind() == Kind.DRAWING_FAILED || e.kind() == Kind.REFUSED;
            throw e;
        } finally {
            if (!ended) {
                cancel(job);
            }
        }
    }

    private Job submit(GenerationCall call) throws CallFailure, InterruptedException {
        for (int submission = 1; ; submission++) {
            try {
                return submitOnce(call);
            } catch (CallFailure e) {
                boolean lost =
                        e.kind() == Kind.FAILED || (e.kind() == Kind.UNREACHABLE && submission > 1);
                if (!lost
                        || mapping.idempotencyHeader().isEmpty()
                        || submission == MOST_SUBMISSIONS) {
                    throw e;
                }
                call.deadline().sleep(FIRST_PAUSE.multipliedBy(1L << submission));
            }
        }
    }

    private Job submitOnce(GenerationCall call) throws CallFailure, InterruptedException {
        List<String> images =
                call.request().details().sources().stream().map(EncodedInput::dataUrl).toList();
        Map<String, JsonNode> values =
                Placeholders.of(call.request(), call.model(), call.request().prompt(), images);
        Map<String, String> headers = new LinkedHashMap<>(authorization(call));
        String order = call.request().details().order();
        if (!mapping.idempotencyHeader().isEmpty() && !order.isEmpty()) {
            headers.put(mapping.idempotencyHeader(), order + "-" + call.number());
        }
        URI uri = call.server().at(JsonTemplate.fillPath(mapping.submit().path(), values));
        byte[] body = UpstreamJson.bytes(mapping.body().fill(values));
        JsonNode ticket =
                call.send(
                                UpstreamHttp.Call.json(
                                        mapping.submit().method(),
                                        uri,
                                        headers,
                                        body,
                                        call.largestAnswer()))
                        .json();
        String id = UpstreamJson.text(ticket, mapping.id());
        if (!id.matches("[A-Za-z0-9._:-]{1,200}")) {
            throw new CallFailure(Kind.FAILED, "took a job without a usable id");
        }
        values.put("id", JsonNodeFactory.instance.stringNode(id));
        return new Job(call, ticket, values);
    }

    private Map<String, String> authorization(GenerationCall call) {
        return call.server().authorization(mapping.scheme());
    }

    /// @return the answer to the last poll
    private JsonNode awaitEnd(Job job) throws CallFailure, InterruptedException {
        Duration pause = FIRST_PAUSE;
        int lost = 0;
        double shown = 0;
        while (true) {
            job.call.deadline().sleep(pause);
            pause = longer(pause);
            JsonNode state = null;
            try {
                state = get(job, mapping.poll(), job.call.largestPicture());
                lost = 0;
            } catch (CallFailure e) {
                if (!mayPass(e) || ++lost == MOST_LOST_POLLS) {
                    throw e;
                }
            }
            if (state != null) {
                shown = show(job.call, state, shown);
                if (hasEnded(job, state)) {
                    return state;
                }
            }
            if (job.call.deadline().isOver()) {
                throw new CallFailure(Kind.TIMED_OUT, "the job did not end in time");
            }
        }
    }

    /// Whether the next poll may do: the job goes on without them.
    private static boolean mayPass(CallFailure failure) {
        return switch (failure.kind()) {
            case FAILED -> !failure.isUnknown();
            case FULL, UNREACHABLE -> true;
            default -> false;
        };
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(3).dividedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private double show(GenerationCall call, JsonNode state, double shown) {
        if (mapping.progress().isEmpty()) {
            return shown;
        }
        double progress = state.at(mapping.progress()).asDouble(0);
        if (progress > shown && progress < 1) {
            call.progress().step((int) Math.round(progress * PROGRESS_STEPS), PROGRESS_STEPS);
            return progress;
        }
        return shown;
    }

    private boolean hasEnded(Job job, JsonNode state) throws CallFailure {
        String status = UpstreamJson.text(state, mapping.status());
        if (mapping.running().contains(status)) {
            return false;
        }
        if (mapping.done().contains(status)) {
            return true;
        }
        String text = state.toString();
        throw new CallFailure(
                ServerErrorText.isPolicy(text) ? Kind.REFUSED : Kind.DRAWING_FAILED,
                "the job is %s: %s".formatted(status, job.call.texts().shown(text)));
    }

    private JsonNode get(Job job, JobMapping.Step step, long most)
            throws CallFailure, InterruptedException {
        return job.call
                .send(
                        new UpstreamHttp.Call(
                                step.method(), job.at(step), authorization(job.call), null, most))
                .json();
    }

    private BufferedImage picture(Job job, JsonNode last) throws CallFailure, InterruptedException {
        Optional<JobMapping.Step> step = mapping.result();
        JsonNode result = step.isPresent() ? get(job, step.get(), job.call.largestPicture()) : last;
        if (!mapping.refused().isEmpty() && result.at(mapping.refused()).asBoolean(false)) {
            throw new CallFailure(Kind.REFUSED, "the picture was blanked by a safety check");
        }
        String text = firstText(result);
        if (text == null) {
            throw new CallFailure(
                    Kind.DRAWING_FAILED,
                    "ended without a picture: " + job.call.texts().shown(result.toString()));
        }
        byte[] bytes = PictureSource.bytes(text, job.call, mapping.scheme());
        return ReceivedPicture.decode(bytes, job.call.request().size());
    }

    private @Nullable String firstText(JsonNode result) {
        return mapping.pictures().stream()
                .map(pointer -> UpstreamJson.text(result, pointer))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /// As far as the server can: some cancel only what still waits.
    private void cancel(Job job) {
        if (mapping.cancel().isEmpty()) {
            return;
        }
        JobMapping.Step step = mapping.cancel().get();
        try {
            var _ =
                    job.call
                            .server()
                            .http()
                            .send(
                                    new UpstreamHttp.Call(
                                            step.method(),
                                            job.at(step),
                                            authorization(job.call),
                                            null,
                                            job.call.largestAnswer()),
                                    Deadline.in(FOR_CANCEL));
        } catch (CallFailure e) {
            log.debug("a job could not be cancelled: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
