package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    private static final Instant TIME = Instant.parse("2026-05-04T03:02:01Z");

    @Test
    void a_version_that_comes_before_a_release_sorts_before_it_for_dpkg() {
        assertThat(debian("1.2.3")).isEqualTo("1.2.3");
        assertThat(debian("1.2.3-rc.1")).isEqualTo("1.2.3~rc.1");
        assertThat(debian("1.2.3-SNAPSHOT")).isEqualTo("1.2.3~snapshot20260504030201");
    }

    @Test
    void a_version_that_dpkg_would_not_take_is_refused() {
        assertThatThrownBy(() -> debian("1.2 beta")).hasMessageContaining("1.2 beta");
    }

    private static String debian(String version) {
        return new Release(version, "0123456789ab", TIME).debianVersion();
    }
}
