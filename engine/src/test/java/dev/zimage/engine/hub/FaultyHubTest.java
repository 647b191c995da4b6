package dev.zimage.engine.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zimage.engine.hub.HubAddress.Dialect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultyHubTest extends PullTest {

    @Test
    void broken_connections_go_on_where_they_broke() throws Exception {
        hub.transfer.fault(
                TRANSFORMER,
                new FaultyTransfer.Fault.Cut(100_000),
                new FaultyTransfer.Fault.Cut(0));
        hub.transfer.fault("tokenizer/tokenizer.json", new FaultyTransfer.Fault.Cut(5_000));

        site.pull();

        site.requireModel();
        assertThat(site.ear.setbacks).hasSize(3);
        // Java drops what it has read but not handed out when a connection breaks.
        assertThat(hub.startsAsked(TRANSFORMER)).anyMatch(at -> at > 30_000 && at <= 100_000);
    }

    @Test
    void a_connection_that_falls_silent_is_given_up() throws Exception {
        hub.transfer.fault(VAE, new FaultyTransfer.Fault.Silence(1_000));

        site.pull(TestHub.IMPATIENT);

        site.requireModel();
        assertThat(hub.rangesAsked(VAE)).containsExactly("", "bytes=1000-199999");
    }

    @Test
    void a_list_that_breaks_off_or_falls_silent_is_asked_for_again() throws Exception {
        hub.transfer.fault(
                "tree", new FaultyTransfer.Fault.Cut(50), new FaultyTransfer.Fault.Silence(50));

        site.pull(TestHub.IMPATIENT);

        site.requireModel();
        assertThat(site.ear.setbacks).hasSize(2).allMatch(setback -> setback.startsWith("http"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void a_hub_in_trouble_is_asked_again(int status) throws Exception {
        hub.transfer.fault(
                "vae/config.json", new FaultyTransfer.Fault.Status(status, "Retry-After", "0"));

        site.pull();

        site.requireModel();
        assertThat(site.ear.setbacks).hasSize(1).first().asString().contains(" answers " + status);
    }

    @Test
    void the_wait_that_a_hub_asks_for_is_kept() throws Exception {
        hub.transfer.fault(VAE, new FaultyTransfer.Fault.Status(429, "Retry-After", "1"));
        List<Duration> waits = new ArrayList<>();
        PullListener listener =
                new PullListener() {
                    @Override
                    public void retrying(String path, String reason, Duration wait) {
                        waits.add(wait);
                    }
                };

        ModelPull.run(
                site.request(Dialect.HUGGING_FACE, null), TestHub.POLICY, listener, TestHub.CLOCK);

        assertThat(waits).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void a_hub_that_wants_hours_is_not_waited_for() {
        hub.transfer.fault(VAE, new FaultyTransfer.Fault.Status(429, "Retry-After", "7200"));

        site.pullFails(PullException.Kind.UNREACHABLE, "120 minutes");
    }

    @Test
    void a_connection_that_never_brings_anything_ends_the_pull() throws Exception {
        FaultyTransfer.Fault[] cuts =
                Stream.generate(() -> new FaultyTransfer.Fault.Cut(0))
                        .limit(TestHub.POLICY.tries())
                        .toArray(FaultyTransfer.Fault[]::new);
        hub.transfer.fault(VAE, cuts);

        site.pullFails(PullException.Kind.UNREACHABLE, VAE, "4 times");
        site.pull();

        site.requireModel();
    }

    @Test
    void a_signed_link_that_has_run_out_is_asked_for_again() throws Exception {
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Status(403, "X-Expired", "yes"));

        site.pull();

        site.requireModel();
    }

    @Test
    void a_file_that_comes_damaged_is_fetched_once_more() throws Exception {
        byte[] right = hub.content(VAE);
        hub.keepAnnouncing(VAE);
        hub.files.put(VAE, TestHub.noise(right.length, 99));
        site.pullFails(PullException.Kind.WRONG_CONTENT, VAE, "twice", "checksum");
        assertThat(hub.rangesAsked(VAE)).hasSize(2);

        hub.files.put(VAE, right);
        site.pull();
        site.requireModel();
    }

    @Test
    void a_small_file_is_checked_by_its_git_blob() {
        hub.files.put("vae/config.json", TestHub.text("{\"a\":1}"));
        hub.transfer.fault("vae/config.json", new FaultyTransfer.Fault.Cut(3));
        PullListener swap =
                new PullListener() {
                    @Override
                    public void retrying(String path, String reason, Duration wait) {
                        hub.files.put("vae/config.json", TestHub.text("{\"b\":2}"));
                    }
                };

        assertThatThrownBy(() ->
                        ModelPull.run(
                                site.request(Dialect.HUGGING_FACE, null),
                                TestHub.POLICY,
                                swap,
                                TestHub.CLOCK))
                .isInstanceOfSatisfying(
                        PullException.class,
                        e -> assertThat(e.kind()).isEqualTo(PullException.Kind.WRONG_CONTENT));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_hub_without_parts_gives_whole_files(Dialect dialect) throws Exception {
        hub.transfer.ranges = false;
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Cut(2_000_000));

        site.pull(dialect);

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).hasSize(2);
    }

    @Test
    void a_hub_that_refuses_ranges_gives_whole_files_also_to_a_pull_that_goes_on()
            throws Exception {
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Cut(600_000));
        hub.transfer.fault(TRANSFORMER, PullFixture.cuts());
        site.pullFails(PullException.Kind.UNREACHABLE, TRANSFORMER);
        hub.transfer.mend();
        hub.transfer.rangesRefused = 0;

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).contains("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_hub_that_stops_giving_parts_gives_the_whole_file(boolean refuses) throws Exception {
        hub.transfer.rangesFrom = 1_000_000;
        hub.transfer.rangesRefused = refuses ? 0 : null;
        hub.transfer.ranges = refuses;

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).contains("bytes=0-262143");
        assertThat(hub.rangesAsked(TRANSFORMER).contains("")).isEqualTo(refuses);
    }

    @Test
    void a_part_that_is_refused_once_is_asked_for_again() throws Exception {
        hub.transfer.fault(
                TRANSFORMER,
                new FaultyTransfer.Fault.Cut(100_000),
                new FaultyTransfer.Fault.Status(416, "Content-Range", "bytes */3000000"));

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).hasSize(14).doesNotContain("");
    }

    @Test
    void a_file_that_is_checked_again_comes_whole_from_a_hub_that_refuses_ranges()
            throws Exception {
        site.pull();
        Files.write(site.folder.resolve(TRANSFORMER), TestHub.noise(3_000_000, 99));
        hub.transfer.rangesRefused = 0;

        ModelPull.run(
                site.request(Dialect.HUGGING_FACE, "main", null, true),
                TestHub.POLICY,
                site.ear,
                TestHub.CLOCK);

        site.requireModel();
    }

    @Test
    void a_range_that_is_refused_for_another_length_is_a_change() {
        hub.transfer.rangesRefused = 7;

        site.pullFails(PullException.Kind.WRONG_CONTENT, "has changed at the hub");
    }

    @Test
    void parts_with_status_200_are_parts() throws Exception {
        hub.transfer.rangesWith200 = true;
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Cut(100_000));

        site.pull(Dialect.MODEL_SCOPE);

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).hasSize(13);
    }

    @Test
    void parts_that_do_not_say_which_are_believed() throws Exception {
        hub.transfer.rangesUntold = true;

        site.pull();

        site.requireModel();
        assertThat(hub.rangesAsked(TRANSFORMER)).hasSize(12);
    }

    @Test
    void a_file_that_changes_during_a_pull_is_noticed_at_once() {
        hub.transfer.fault(TRANSFORMER, new FaultyTransfer.Fault.Cut(100));
        PullListener swap =
                new PullListener() {
                    @Override
                    public void retrying(String path, String reason, Duration wait) {
                        hub.files.put(TRANSFORMER, TestHub.noise(3_000_000, 79));
                    }
                };

        assertThatThrownBy(() ->
                        ModelPull.run(
                                site.request(Dialect.HUGGING_FACE, null),
                                TestHub.POLICY,
                                swap,
                                TestHub.CLOCK))
                .hasMessageContaining("has changed at the hub");
    }

    @Test
    void a_hub_that_is_not_there_is_not_waited_for_long() {
        hub.close();

        site.pullFails(PullException.Kind.UNREACHABLE, "127.0.0.1", "no connection");
    }
}
