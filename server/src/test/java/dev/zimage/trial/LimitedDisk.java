package dev.zimage.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Room for data that can run out, and be there again, while the program runs.
sealed interface LimitedDisk {

    /// The command line that runs the program on this disk.
    List<String> wrap(List<String> command, Path disk);

    /// The command line that runs the program when this disk is full from the start.
    ///
    /// @param prepared is copied to `data` on the disk before it is filled
    List<String> wrapFull(List<String> command, Path prepared, Path disk);

    /// Takes all room away from the program.
    void fill(InstalledServer installation, Path disk);

    /// Gives it back.
    void free(InstalledServer installation, Path disk);

    /// The folder of the disk as this process sees it.
    Path seen(InstalledServer installation, Path disk);

    /// The kinds that work on this machine.
    static Stream<LimitedDisk> available() {
        return Stream.<LimitedDisk>of(new OwnMount(), new FileLimit()).filter(LimitedDisk::works);
    }

    boolean works();

    /// A file system in memory that only the program has, in a name space of its own. It needs no
    /// root where the kernel lets users have name spaces.
    record OwnMount() implements LimitedDisk {

        private static final String ROOM = "28m";

        @Override
        public boolean works() {
            return succeeds(wrap(List.of("true"), Path.of("/tmp")));
        }

        @Override
        public List<String> wrap(List<String> command, Path disk) {
            List<String> all = new ArrayList<>();
            all.addAll(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"));
            all.add("mount -t tmpfs -o size=" + ROOM + " none \"$0\" && exec \"$@\"");
            all.add(disk.toString());
            all.addAll(command);
            return all;
        }

        @Override
        public List<String> wrapFull(List<String> command, Path prepared, Path disk) {
            List<String> all = new ArrayList<>();
            all.addAll(List.of("sh", "-c"));
            all.add(
                    "cp -a \"$1\" \"$0/data\"; cat /dev/zero >\"$0/filler\" 2>/dev/null; shift;"
                            + " exec \"$@\"");
            all.addAll(List.of(disk.toString(), prepared.toString()));
            all.addAll(command);
            return wrap(all, disk);
        }

        @Override
        public void fill(InstalledServer installation, Path disk) {
            byte[] block = new byte[4096];
            try (OutputStream filler =
                    Files.newOutputStream(
                            seen(installation, disk).resolve("filler"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.APPEND)) {
                while (true) {
                    filler.write(block);
                }
            } catch (IOException e) {
                // full, as it should be
            }
        }

        @Override
        public void free(InstalledServer installation, Path disk) {
            try {
                Files.delete(seen(installation, disk).resolve("filler"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Path seen(InstalledServer installation, Path disk) {
            return Path.of("/proc/" + installation.pid() + "/root" + disk);
        }
    }

    /// No file may grow beyond a page: so every write that needs room fails, though not for the
    /// same reason as on a full disk.
    record FileLimit() implements LimitedDisk {

        @Override
        public boolean works() {
            return succeeds(List.of("prlimit", "--fsize=unlimited:", "true"));
        }

        @Override
        public List<String> wrap(List<String> command, Path disk) {
            return command;
        }

        @Override
        public List<String> wrapFull(List<String> command, Path prepared, Path disk) {
            List<String> all = new ArrayList<>();
            all.addAll(List.of("sh", "-c"));
            all.add("cp -a \"$1\" \"$0/data\"; shift; exec prlimit --fsize=0:unlimited \"$@\"");
            all.addAll(List.of(disk.toString(), prepared.toString()));
            all.addAll(command);
            return all;
        }

        @Override
        public void fill(InstalledServer installation, Path disk) {
            limit(installation, "4096");
        }

        @Override
        public void free(InstalledServer installation, Path disk) {
            limit(installation, "unlimited");
        }

        private static void limit(InstalledServer installation, String bytes) {
            if (!succeeds(
                    List.of(
                            "prlimit",
                            "--pid=" + installation.pid(),
                            "--fsize=" + bytes + ":unlimited"))) {
                throw new IllegalStateException("no limit could be set");
            }
        }

        @Override
        public Path seen(InstalledServer installation, Path disk) {
            return disk;
        }
    }

    private static boolean succeeds(List<String> command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
