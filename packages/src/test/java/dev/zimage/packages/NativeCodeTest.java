package dev.zimage.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NativeCodeTest {

    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;
    private static final int FREE_BSD = 9;

    @Test
    void code_for_this_system_stays() {
        assertThat(NativeCode.isForeign("any/name.so", elf(0, X86_64))).isFalse();
    }

    @Test
    void code_for_other_processors_systems_and_C_libraries_goes() {
        assertThat(NativeCode.isForeign("linux-x64/a.so", elf(0, AARCH64))).isTrue();
        assertThat(NativeCode.isForeign("linux-x64/a.so", elf(FREE_BSD, X86_64))).isTrue();
        assertThat(NativeCode.isForeign("Linux-Musl/x86_64/a.so", elf(0, X86_64))).isTrue();
        assertThat(NativeCode.isForeign("win-x64/a.DLL", new byte[0])).isTrue();
        assertThat(NativeCode.isForeign("osx/a.dylib.dSYM/Contents/Info.plist", text())).isTrue();
    }

    @Test
    void what_is_no_code_stays() {
        assertThat(NativeCode.isForeign("musl/readme.txt", text())).isFalse();
        assertThat(NativeCode.isForeign("empty", new byte[0])).isFalse();
    }

    private static byte[] text() {
        return Arrays.copyOf("some text".getBytes(StandardCharsets.UTF_8), NativeCode.HEAD);
    }

    private static byte[] elf(int system, int machine) {
        byte[] head = new byte[NativeCode.HEAD];
        byte[] magic = {0x7f, 'E', 'L', 'F', 2, 1, 1, (byte) system};
        System.arraycopy(magic, 0, head, 0, magic.length);
        head[18] = (byte) machine;
        return head;
    }
}
