package dev.zimage.packages;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Recognises native code by its first bytes, so that unknown libraries are stripped of other
/// systems' code, too.
final class NativeCode {

    /// How much of a file is looked at.
    static final int HEAD = 20;

    private static final int CLASS_64 = 2;
    private static final int SYSTEM_V = 0;
    private static final int GNU = 3;
    private static final int X86_64 = 62;
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    private static final Set<String> OTHER_SYSTEMS = Set.of("dll", "dylib", "jnilib", "pdb");

    /// Linux as well, but with another C library.
    private static final Pattern OTHER_LIBRARY = Pattern.compile("(?i)(^|[/_-])(musl|android)");

    private static final Pattern DEBUG_SYMBOLS = Pattern.compile("\\.dSYM/");

    private NativeCode() {}

    /// Whether a file of a jar is of no use on Linux with glibc on x86-64.
    static boolean isForeign(String name, byte[] head) {
        if (DEBUG_SYMBOLS.matcher(name).find() || OTHER_SYSTEMS.contains(extension(name))) {
            return true;
        }
        return isElf(head) && !runsHere(name, head);
    }

    private static boolean runsHere(String name, byte[] head) {
        boolean linux = head[7] == SYSTEM_V || head[7] == GNU;
        boolean x64 = head[4] == CLASS_64 && head[18] == X86_64 && head[19] == 0;
        return linux && x64 && !OTHER_LIBRARY.matcher(name).find();
    }

    private static boolean isElf(byte[] head) {
        return head.length == HEAD
                && head[0] == ELF[0]
                && head[1] == ELF[1]
                && head[2] == ELF[2]
                && head[3] == ELF[3];
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
