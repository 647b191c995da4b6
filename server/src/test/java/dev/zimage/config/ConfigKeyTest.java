package dev.zimage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigKeyTest {

    @Test
    void no_name_is_used_twice() {
        assertThat(keys().map(ConfigKey::environmentName))
                .doesNotHaveDuplicates()
                .contains("ZIMAGE_PRICE_Z_IMAGE", "ZIMAGE_SERVER_PUBLIC_URL");
    }

    @Test
    void every_default_is_allowed() {
        assertThat(keys())
                .allSatisfy(key -> assertThat(key.type().parse(key.defaultValue())).isPresent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.host | 0.0.0.0 :: [::1] localhost my_host.example."
                        + " | a:80 a/b [::1]:80 -a a..b EMPTY",
                "server.port | 0 65535 | -1 65536 +1 0x10 1.0 99999999999999999999 EMPTY",
                "server.public_url | EMPTY http://a https://a.example:8443/b/c/ HTTPS://[::1]:1"
                        + " http://a/%20 | a.example ftp://a http:// http://u@a http://a?b"
                        + " http://a#b http://a//b http://a/../b http://a:0 http://a:x"
                        + " http://a/%zz http://a/\u00e9",
                "server.trusted_proxies | EMPTY 10.0.0.0/8 ::1 fd00::/8 1.2.3.4,::/0"
                        + " | 10.0.0.0/33 10.0.0.0/ 10.1/8 example.com 1.2.3.4, ::1/129 1.2.3.4/-1"
                        + " 1.2.3.4/8/8 1.2.3.256",
                "server.shutdown_grace | 0s 1500ms 10m | 601s -1s 1 1S 1.5s EMPTY",
                "engine.name | auto sketch z-image | z_image AUTO EMPTY",
                "engine.workers | 0 64 | 65 auto",
                "engine.precision | auto fp32 int8 q8 q4 | int4 EMPTY",
                "engine.steps | 0 100 | -1 101",
                "engine.lora | EMPTY a.safetensors /b/c.safetensors@0.8 a,b@-1.5 a@b@2 | a, @1 a@11 a,,b",
                "engine.guidance | EMPTY 0 4 3.5 30 | -1 30.1 31 1e1 .5 4. NaN",
                "engine.threads | 0 1024 | 1025",
                "engine.text_encoder | auto keep drop | true",
                "engine.memory_mb | 0 16000 | -1 16GB",
                "price.z-image | 0 0.004 12.123456 9999 | -1 0.0000001 1e3 .5 1. 9999.5 10000",
                "account.initial_credits | 0 1000000000000 | -1 1000000000001",
                "limits.requests_per_minute | 1 1000000 | 0 1000001",
                "task.attempts | 1 10 | 0 11",
                "media.retention | 1s 24h 3650d | 0s 3651d 999999999999d",
                "log.level | error warn info debug trace | INFO warning EMPTY",
                "metrics.enabled | true false | yes TRUE 1 EMPTY",
            })
    void values_are_taken_within_their_bounds_only(String name, String good, String bad) {
        ConfigKey<?> key = keys().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        assertThat(good.split(" ")).allMatch(value -> isAllowed(key, value), "is allowed");
        assertThat(bad.split(" ")).noneMatch(value -> isAllowed(key, value));
    }

    private static boolean isAllowed(ConfigKey<?> key, String value) {
        return key.type().parse(value.equals("EMPTY") ? "" : value).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0s", "500ms", "1500ms", "30s", "10m", "90s", "24h", "36h", "7d"})
    void durations_are_written_as_they_are_read(String text) {
        assertThat(DurationText.parse(text).map(DurationText::format)).contains(text);
    }

    private static Stream<ConfigKey<?>> keys() {
        return Stream.concat(
                ConfigKeys.DECLARED.keys().stream(),
                ConfigKeys.DECLARED.families().stream().map(ConfigFamily::documented));
    }
}
