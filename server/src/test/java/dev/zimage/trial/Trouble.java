package dev.zimage.trial;

import dev.zimage.database.postgres.CuttingProxy.Cut;
import dev.zimage.media.S3Relay.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;

/// What goes wrong in an installation of several processes.
enum Trouble {
    KILL {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) {
            victim.kill();
            victim.start();
        }
    },

    /// The database server crashes, is away for a moment, and recovers.
    DATABASE_CRASH {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) {
            cluster.postgres().stop();
            Client.pause(Duration.ofMillis(random.nextInt(3_000)));
            cluster.postgres().start();
        }
    },

    COMMIT_CUT_BEFORE_IT_ARRIVES {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) {
            cluster.proxy().cut(Cut.BEFORE_THE_COMMIT_ARRIVES);
        }
    },

    COMMIT_CUT_BEFORE_ITS_ANSWER {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) {
            cluster.proxy().cut(Cut.BEFORE_ITS_ANSWER_ARRIVES);
        }
    },

    /// A process stands still for longer than its leases last.
    PAUSE {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) throws IOException {
            signal(victim, "STOP");
            Client.pause(Duration.ofMillis(3_500 + random.nextInt(1_500)));
            signal(victim, "CONT");
        }
    },

    BUCKET_REFUSES {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) throws IOException {
            turn(cluster, Mode.SLOW_DOWN, random);
        }
    },

    BUCKET_SILENT {
        @Override
        void strike(Cluster cluster, InstalledServer victim, Random random) throws IOException {
            turn(cluster, Mode.SILENT, random);
        }
    };

    /// Lets it happen to the installation, and returns when it is over or about to happen.
    ///
    /// @param victim the process that it happens to, if it happens to one
    abstract void strike(Cluster cluster, InstalledServer victim, Random random) throws IOException;

    private static void turn(Cluster cluster, Mode mode, Random random) throws IOException {
        cluster.relay().turn(mode);
        Client.pause(Duration.ofMillis(random.nextInt(500, 3_000)));
        cluster.relay().turn(Mode.PASS);
    }

    private static void signal(InstalledServer process, String name) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
