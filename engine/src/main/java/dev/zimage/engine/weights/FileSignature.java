package dev.zimage.engine.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a file is by its first bytes: the formats that are read, and what is often there instead.
enum FileSignature {
    SAFETENSORS("safetensors weights", ""),
    JSON("a JSON file", ""),
    LFS_POINTER(
            "a Git LFS pointer",
            "run `git lfs pull` in the folder, or fetch the model with `zimage pull`"),
    WEB_PAGE(
            "a web page (HTML), such as a hub's sign-in or error page,",
            "download the file itself, or fetch the model with `zimage pull`"),
    PYTORCH(
            "a PyTorch checkpoint",
            "take the safetensors files of the model, which cannot run code: `zimage pull` fetches"
                    + " them"),
    GGUF(
            "a GGUF file",
            "make a model's folder of it: `zimage import --transformer FILE --text-encoder FILE"
                    + " --vae FILE --to DIR`"),
    ARCHIVE("an archive", "unpack it, or fetch the model with `zimage pull`"),
    ZEROS(
            "only zero bytes, which a download has reserved",
            "let the download end, or fetch the model with `zimage pull`"),
    TEXT("a text file", "download the file itself, or fetch the model with `zimage pull`"),
    OTHER("an unknown kind of file", "fetch the model with `zimage pull`");

    /// Enough for the local header of a zip archive's first entry, and for a tar's magic.
    private static final int HEAD = 4096;

    private static final int LONGEST_HEADER = Header.LONGEST;

    private final String description;
    private final String remedy;

    FileSignature(String description, String remedy) {
        this.description = description;
        this.remedy = remedy;
    }

    String description() {
        return description;
    }

    /// What to do where this is in place of a model's file.
    String remedy() {
        return remedy;
    }

    /// The first bytes of a file.
    static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    static FileSignature of(byte[] head) {
        if (isSafetensors(head)) {
            return SAFETENSORS;
        }
        if (begins(head, "GGUF") || begins(head, "GGML") || begins(head, "tjgg")) {
            return GGUF;
        }
        if (isPickle(head) || isPickleInZip(head)) {
            return PYTORCH;
        }
        if (isArchive(head)) {
            return ARCHIVE;
        }
        if (isZeros(head)) {
            return ZEROS;
        }
        return isText(head) ? ofText(text(head)) : OTHER;
    }

    private static FileSignature ofText(String text) {
        String begin = text.stripLeading().toLowerCase(Locale.ROOT);
        if (begin.startsWith("version https://git-lfs")) {
            return LFS_POINTER;
        }
        if (begin.startsWith("<!doctype html") || begin.startsWith("<html") || isMarkup(begin)) {
            return WEB_PAGE;
        }
        return begin.startsWith("{") || begin.startsWith("[") ? JSON : TEXT;
    }

    private static boolean isMarkup(String begin) {
        return begin.startsWith("<") && (begin.contains("<html") || begin.contains("<head"));
    }

    private static boolean isSafetensors(byte[] head) {
        if (head.length < 9) {
            return false;
        }
        long length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return length >= 2 && length <= LONGEST_HEADER && head[8] == '{';
    }

    /// Pickles since protocol 2 begin with it.
    private static boolean isPickle(byte[] head) {
        return head.length > 2 && (head[0] & 0xff) == 0x80 && head[1] >= 2 && head[1] <= 5;
    }

    /// What `torch.save` has written since 2020.
    private static boolean isPickleInZip(byte[] head) {
        return begins(head, "PK\3\4") && latin(head).contains("/data.pkl");
    }

    private static boolean isArchive(byte[] head) {
        List<String> beginnings =
                List.of(
                        "PK\3\4",
                        "PK\5\6",
                        "\u001f\u008b",
                        "\u00fd7zXZ",
                        "7z\u00bc\u00af",
                        "(\u00b5/\u00fd",
                        "BZh",
                        "Rar!");
        return beginnings.stream().anyMatch(beginning -> begins(head, beginning))
                || (head.length > 262 && latin(head).startsWith("ustar", 257));
    }

    private static boolean isZeros(byte[] head) {
        for (byte b : head) {
            if (b != 0) {
                return false;
            }
        }
        return head.length > 0;
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if ((b & 0xff) < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        String text = text(head);
        int bad = text.indexOf('\ufffd');
        boolean cutOff = head.length == HEAD && bad >= text.length() - 2; // in its last character
        return head.length > 0 && (bad < 0 || cutOff);
    }

    /// Also with a byte order mark.
    static String text(byte[] head) {
        return new String(head, StandardCharsets.UTF_8).replaceFirst("^\ufeff", "");
    }

    private static String latin(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    private static boolean begins(byte[] head, String beginning) {
        return latin(head).startsWith(beginning);
    }
}
