package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zimage.engine.hub.HubAddress.Dialect;
import dev.zimage.engine.hub.PullListener.Progress;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelPullTest extends PullTest {

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_pull_leaves_the_needed_files_and_a_record_of_them(Dialect dialect) throws Exception {
        ModelPull.Outcome outcome = site.pull(dialect);

        site.requireModel();
        Set<String> expected = new TreeSet<>(site.needed());
        expected.addAll(Set.of(PulledModel.FILE, ".pull.lock"));
        assertThat(site.inFolder()).isEqualTo(expected);
        PulledModel model = outcome.model();
        assertThat(outcome.fetched()).isEqualTo(model.bytes());
        assertThat(model.repository()).isEqualTo(TestHub.REPOSITORY);
        assertThat(model.commit())
                .isEqualTo(dialect == Dialect.HUGGING_FACE ? TestHub.MAIN : "master");
        assertThat(model.pulledAt()).isEqualTo(TestHub.CLOCK.instant().getEpochSecond());
        assertThat(
                        model.files().stream()
                                .collect(
                                        Collectors.toMap(
                                                PulledModel.PulledFile::path,
                                                PulledModel.PulledFile::sha256)))
                .isEqualTo(
                        site.needed().stream()
                                .collect(
                                        Collectors.toMap(
                                                path -> path,
                                                path -> HubReplies.sha256(hub.content(path)))));
        assertThat(FolderState.of(site.folder)).isEqualTo(new FolderState.Whole(model));
    }

    @Test
    void large_files_come_in_parts_at_the_same_time() throws Exception {
        site.pull();

        assertThat(hub.rangesAsked(TRANSFORMER))
                .hasSize(12)
                .doesNotHaveDuplicates()
                .contains("bytes=0-262143", "bytes=2883584-2999999");
    }

    @Test
    void the_progress_ends_with_all_bytes_and_all_files() throws Exception {
        site.pull();

        long bytes = site.needed().stream().mapToLong(path -> hub.content(path).length).sum();
        assertThat(site.ear.progress.getLast())
                .isEqualTo(
                        new Progress(
                                Progress.Phase.FETCHING,
                                bytes,
                                bytes,
                                site.needed().size(),
                                site.needed().size()));
        assertThat(site.ear.finished).containsExactlyInAnyOrderElementsOf(site.needed());
    }

    @Test
    void a_commit_can_be_asked_for() throws Exception {
        PullRequest pinned = site.request(Dialect.HUGGING_FACE, TestHub.MAIN, null, false);

        assertThat(ModelPull.run(pinned, TestHub.POLICY, site.ear, TestHub.CLOCK).model().commit())
                .isEqualTo(TestHub.MAIN);
    }

    @Test
    void where_there_are_shards_the_single_file_is_left() throws Exception {
        hub.files.put("text_encoder/model.safetensors", TestHub.noise(1_000, 4));

        site.pull();

        assertThat(site.folder.resolve("text_encoder/model.safetensors")).doesNotExist();
        assertThat(site.folder.resolve("text_encoder/model-00001-of-00002.safetensors")).exists();
    }

    @Test
    void a_second_pull_of_a_whole_folder_fetches_nothing() throws Exception {
        PulledModel first = site.pull().model();
        hub.asked.clear();

        ModelPull.Outcome second = site.pull();

        assertThat(second).isEqualTo(new ModelPull.Outcome(first, 0));
        assertThat(hub.asked)
                .isNotEmpty()
                .allMatch(request -> request.path().startsWith("/api/models/"));
    }

    @Test
    void a_recheck_finds_and_mends_what_has_changed_on_the_disk() throws Exception {
        site.pull();
        byte[] damaged = hub.content(TRANSFORMER).clone();
        damaged[1_000_000] ^= 1;
        Files.write(site.folder.resolve(TRANSFORMER), damaged);

        assertThat(site.pull().fetched()).isZero();
        ModelPull.Outcome mended =
                ModelPull.run(
                        site.request(Dialect.HUGGING_FACE, "main", null, true),
                        TestHub.POLICY,
                        site.ear,
                        TestHub.CLOCK);

        assertThat(mended.fetched()).isEqualTo(damaged.length);
        site.requireModel();
    }

    @Test
    void a_file_that_was_lost_is_fetched_again() throws Exception {
        site.pull();
        Files.delete(site.folder.resolve(VAE));
        assertThat(FolderState.of(site.folder))
                .isInstanceOfSatisfying(
                        FolderState.Damaged.class,
                        state -> assertThat(state.what()).containsExactly(VAE + " is missing"));

        assertThat(site.pull().fetched()).isEqualTo(200_000);

        site.requireModel();
    }

    @Test
    void files_that_somebody_has_put_there_are_used_when_they_are_right() throws Exception {
        for (String path : Set.of(TRANSFORMER, VAE, "vae/config.json")) {
            Files.createDirectories(site.folder.resolve(path).resolveSibling("."));
            Files.write(site.folder.resolve(path), hub.content(path));
        }
        Files.write(site.folder.resolve(VAE), TestHub.noise(200_000, 55));
        assertThat(FolderState.of(site.folder)).isEqualTo(new FolderState.Unmarked());

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).isEmpty();
        assertThat(hub.rangesAsked(VAE)).hasSize(1);
    }

    @Test
    void a_new_revision_replaces_what_has_changed() throws Exception {
        site.pull();
        byte[] old = hub.content(TRANSFORMER);
        hub.commit = "3".repeat(40);
        hub.files.put(TRANSFORMER, TestHub.noise(2_500_000, 77));
        hub.files.remove("tokenizer/merges.txt");
        hub.transfer.fault(TRANSFORMER, PullFixture.cuts());
        assertThatThrownBy(site::pull).isInstanceOf(PullException.class);
        assertThat(site.folder.resolve(TRANSFORMER)).hasBinaryContent(old);
        assertThat(FolderState.of(site.folder)).isInstanceOf(FolderState.Whole.class);
        hub.transfer.mend();

        PulledModel now = site.pull().model();

        site.requireModel();
        assertThat(now.commit()).isEqualTo(hub.commit);
        assertThat(site.folder.resolve("tokenizer/merges.txt")).doesNotExist();
    }

    @Test
    void a_file_that_changed_between_two_tries_begins_anew() throws Exception {
        site.breakOff();
        hub.commit = "3".repeat(40);
        hub.files.put(TRANSFORMER, TestHub.noise(3_000_000, 78));
        hub.asked.clear();

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).hasSize(12);
    }

    @Test
    void the_next_pull_goes_on_where_the_last_one_stopped() throws Exception {
        site.breakOff();
        hub.asked.clear();

        ModelPull.Outcome outcome = site.pull();

        site.requireModel();
        // Java drops what it has read but not handed out when a connection breaks.
        assertThat(outcome.fetched()).isLessThan(outcome.model().bytes() - 130_000);
        assertThat(hub.startsAsked(TRANSFORMER).getFirst()).isBetween(130_000L, 200_000L);
    }

    @Test
    void a_folder_with_half_a_pull_is_unfinished_whatever_lies_in_it() throws Exception {
        site.breakOff();
        for (String path : site.needed()) {
            Files.createDirectories(site.folder.resolve(path).resolveSibling("."));
            Files.write(site.folder.resolve(path), hub.content(path));
        }

        assertThat(FolderState.of(site.folder)).isEqualTo(new FolderState.Unfinished());
    }

    @Test
    void an_interrupted_pull_stops_and_keeps_what_it_has() throws Exception {
        hub.transfer.bytesPerSecond = 50_000;
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread pulling = Thread.ofPlatform().start(() -> end.set(catchThrowable(site::pull)));
        while (site.ear.progress.isEmpty() || site.ear.progress.getLast().done() < 100_000) {
            Thread.sleep(5);
        }
        pulling.interrupt();
        pulling.join();
        assertThat(end.get()).isInstanceOf(InterruptedException.class);
        assertThat(FolderState.of(site.folder)).isEqualTo(new FolderState.Unfinished());

        hub.transfer.bytesPerSecond = 0;
        ModelPull.Outcome outcome = site.pull();

        site.requireModel();
        assertThat(outcome.fetched()).isLessThanOrEqualTo(outcome.model().bytes() - 100_000);
    }

    /// An interruption closes the file that is written just then, perhaps after the thread has seen
    /// that it was interrupted.
    @Test
    void a_pull_that_is_interrupted_at_any_moment_has_not_failed() throws Exception {
        hub.transfer.bytesPerSecond = 50_000;
        for (int moment = 0; moment < 60; moment++) {
            AtomicReference<Throwable> end = new AtomicReference<>();
            Thread pulling = Thread.ofPlatform().start(() -> end.set(catchThrowable(site::pull)));
            Thread.sleep(moment);
            pulling.interrupt();
            pulling.join();
            assertThat(end.get())
                    .as("after %d ms", moment)
                    .isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void a_file_that_an_interruption_has_closed_says_nothing_of_the_disk() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(
                        () -> PullFolder.failure(site.folder, new ClosedByInterruptException()));
    }
}
