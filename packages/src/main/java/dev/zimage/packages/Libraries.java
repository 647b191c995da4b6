package dev.zimage.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The program's jar and the libraries that its manifest names, copied without what is never read
/// here: the native code of other systems, and some large data. What ONNX Runtime and SQLite would
/// unpack at every start is laid beside them.
final class Libraries {

    static final String PROGRAM = "zimage-server.jar";

    /// Folders of native code inside jars, and where the launcher expects their files.
    private enum LaidOut {
        ONNX_RUNTIME("ai/onnxruntime/native/linux-x64/", "native"),
        SQLITE("org/sqlite/native/Linux/x86_64/", "native-sqlite");

        private final String inside;
        private final String beside;

        LaidOut(String inside, String beside) {
            this.inside = inside;
            this.beside = beside;
        }

        private static Optional<Path> target(String name, Path folder) {
            for (LaidOut each : values()) {
                if (name.startsWith(each.inside) && name.length() > each.inside.length()) {
                    String file = name.substring(each.inside.length());
                    return Optional.of(folder.resolve(each.beside).resolve(file));
                }
            }
            return Optional.empty();
        }
    }

    /// PP-OCR's older networks, 12 MB that come with those which are read.
    private static final Pattern OLDER_NETWORKS =
            Pattern.compile("models/ch_(PP-OCRv3_.*|ppocr_mobile_v2\\.0_cls_infer)\\.onnx");

    private final Path built;

    /// @param built the folder of a build, with the program's jar
    Libraries(Path built) {
        this.built = built;
    }

    /// The program's jar and what is on its class path, relative to the folder of the build.
    List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>(List.of(Path.of(PROGRAM)));
        try (JarFile program = new JarFile(built.resolve(PROGRAM).toFile())) {
            String classPath =
                    Objects.requireNonNull(
                            program.getManifest()
                                    .getMainAttributes()
                                    .getValue(Attributes.Name.CLASS_PATH),
                            "the program's jar names no class path");
            for (String jar : classPath.split(" ", -1)) {
                jars.add(Path.of(jar));
            }
        }
        return jars;
    }

    void copyTo(Path folder) throws IOException {
        for (Path jar : jars()) {
            Path target = folder.resolve(jar);
            Files.createDirectories(target.getParent());
            if (isPortable(built.resolve(jar))) {
                Files.copy(built.resolve(jar), target, StandardCopyOption.REPLACE_EXISTING);
            } else {
                strip(built.resolve(jar), target, folder);
            }
        }
    }

    private static boolean isPortable(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().noneMatch(entry -> isUseless(zip, entry) || isLaidOut(entry));
        }
    }

    private static boolean isLaidOut(ZipEntry entry) {
        return LaidOut.target(entry.getName(), Path.of("")).isPresent();
    }

    private static boolean isUseless(ZipFile zip, ZipEntry entry) {
        if (entry.isDirectory() || entry.getName().endsWith(".class")) {
            return false;
        }
        if (OLDER_NETWORKS.matcher(entry.getName()).matches()) {
            return true;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return NativeCode.isForeign(entry.getName(), in.readNBytes(NativeCode.HEAD));
        } catch (IOException e) {
            throw new UncheckedIOException(zip.getName(), e);
        }
    }

    private static void strip(Path jar, Path target, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(target);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Optional<Path> beside = LaidOut.target(entry.getName(), folder);
                if (beside.isPresent()) {
                    extract(zip, entry, beside.get());
                } else if (!isUseless(zip, entry)) {
                    copy(zip, entry, out);
                }
            }
        }
    }

    private static void extract(ZipFile zip, ZipEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(ZipFile zip, ZipEntry entry, ZipOutputStream out) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        try (InputStream in = zip.getInputStream(entry)) {
            in.transferTo(out);
        }
        out.closeEntry();
    }
}
