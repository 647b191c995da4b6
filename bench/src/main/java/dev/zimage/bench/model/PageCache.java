package dev.zimage.bench.model;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The operating system's page cache.
public final class PageCache {

    private static final int READ_ONLY = 0;
    private static final int DONT_NEED = 4; // Linux

    private PageCache() {}

    /// Evicts the files of some folders from the page cache. A mapped file stays.
    ///
    /// @return false when the system does not support it
    public static boolean drop(List<Path> folders) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        boolean all = true;
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true); // what is not on the disk yet stays in memory
                }
                all &= drop(file);
            }
        }
        return all;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean drop(Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle open =
                    function("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
            MethodHandle advise =
                    function(
                            "posix_fadvise",
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
            MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
            int descriptor = (int) open.invokeExact(arena.allocateFrom(file.toString()), READ_ONLY);
            if (descriptor < 0) {
                return false;
            }
            int failed = (int) advise.invokeExact(descriptor, 0L, 0L, DONT_NEED);
            int unclosed = (int) close.invokeExact(descriptor);
            return failed == 0 && unclosed == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("the C library cannot be called", e);
        }
    }

    @SuppressWarnings("restricted") // the signatures are those of the manual
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        Linker.Option[] options =
                name.equals("open")
                        ? new Linker.Option[] {Linker.Option.firstVariadicArg(2)}
                        : new Linker.Option[0];
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
    }
}
