package dev.zimage.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zimage.media.S3Server;
import dev.zimage.server.TestProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator reads when the bucket of the pictures is set wrongly.
class S3StartTest {

    @TempDir Path folder;

    private final S3Server server = S3Server.get();

    /// @param text of both streams
    private record Ended(int code, String text) {}

    @Test
    void a_bucket_that_does_not_exist_ends_the_start() throws Exception {
        assertWrong(
                S3Server.settings("no-such-bucket", server.port()),
                S3Server.KEY,
                S3Server.SECRET,
                "there is no bucket no-such-bucket at " + server.endpoint(),
                "create it, or correct media.store");
    }

    @Test
    void a_key_that_does_not_exist_ends_the_start() throws Exception {
        assertWrong(
                server.settings(),
                "another",
                S3Server.SECRET,
                server.endpoint() + " refuses the credentials (InvalidAccessKeyId)",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void a_wrong_secret_ends_the_start_and_is_not_shown() throws Exception {
        assertWrong(
                server.settings(),
                S3Server.KEY,
                "another-secret",
                server.endpoint() + " refuses the credentials (SignatureDoesNotMatch)",
                "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    private void assertWrong(
            Map<String, String> settings, String key, String secret, String what, String remedy)
            throws Exception {
        Ended serve = run(List.of("serve", "--engine", "sketch"), settings, key, secret);
        assertThat(serve.code).isEqualTo(1);
        assertThat(serve.text.lines().filter(line -> line.startsWith("zimage:")))
                .singleElement()
                .asString()
                .startsWith("zimage: the pictures cannot be stored: " + what)
                .contains(remedy);
        Ended doctor = run(List.of("doctor"), settings, key, secret);
        assertThat(doctor.code).isEqualTo(1);
        assertThat(doctor.text.lines().filter(line -> line.startsWith("fail  media")))
                .singleElement()
                .asString()
                .contains(what, remedy);
        assertThat(serve.text + doctor.text).doesNotContain(secret, "Exception");
    }

    private Ended run(List<String> words, Map<String, String> settings, String key, String secret)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of("--data", folder.toString()));
        ProcessBuilder builder =
                TestProgram.process(TestProgram.command(command.toArray(String[]::new)))
                        .redirectErrorStream(true);
        settings.forEach((name, value) ->
                builder.environment()
                        .put("ZIMAGE_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        builder.environment().put("ZIMAGE_SERVER_PORT", "0");
        builder.environment().put("AWS_ACCESS_KEY_ID", key);
        builder.environment().put("AWS_SECRET_ACCESS_KEY", secret);
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), text);
    }
}
