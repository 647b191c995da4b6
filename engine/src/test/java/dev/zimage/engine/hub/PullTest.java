package dev.zimage.engine.hub;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What tests of pulls begin with: a hub of their own and an empty disk.
@Timeout(200)
abstract class PullTest {

    static final String TRANSFORMER = PullFixture.TRANSFORMER;
    static final String VAE = PullFixture.VAE;

    @TempDir Path disk;
    PullFixture site;
    TestHub hub;

    @BeforeEach
    final void start() throws IOException {
        site = new PullFixture(disk);
        hub = site.hub;
    }

    @AfterEach
    final void stop() {
        site.close();
    }
}
