package dev.zimage.api.http;

import dev.zimage.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form with fields and files (RFC 7578) that is in memory as a whole.
///
/// @param parts in the order in which they were sent
public record MultipartForm(List<Part> parts) {

    private static final Pattern BOUNDARY =
            Pattern.compile(
                    "multipart/form-data\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME =
            Pattern.compile("(?:^|;)\\s*name=(?:\"([^\"]*)\"|([^\\s;\"]+))");
    private static final int MOST_PARTS = 100;
    private static final byte[] LINES = {'\r', '\n', '\r', '\n'};

    /// A field or a file.
    ///
    /// @param isFile whether it was sent with the name of a file
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Part(String name, boolean isFile, byte[] content) {

        /// The content as text.
        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /// Reads the body of a request.
    ///
    /// @throws Refusal when it is no such form
    public static MultipartForm read(Call call, LargeBodies.Permit permit) {
        Matcher type = BOUNDARY.matcher(call.header("Content-Type").orElse("").strip());
        if (!type.matches()) {
            throw new Refusal(
                    ErrorCode.NOT_A_JSON_OBJECT,
                    415,
                    "Send the body as multipart/form-data, with its boundary in Content-Type");
        }
        String boundary = type.group(1) == null ? type.group(2) : type.group(1);
        return new MultipartForm(parts(call.body(permit), boundary));
    }

    private static List<Part> parts(byte[] body, String boundary) {
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int start =
                Arrays.mismatch(body, Arrays.copyOfRange(delimiter, 2, delimiter.length))
                                >= delimiter.length - 2
                        ? delimiter.length - 2
                        : end(body, 0, delimiter) + delimiter.length;
        while (!isLast(body, start)) {
            int head = find(body, start, LINES);
            int end = end(body, Math.max(start, head), delimiter);
            if (head < 0 || head > end || parts.size() == MOST_PARTS) {
                throw malformed();
            }
            int from = head + LINES.length;
            String headers = new String(body, start, head - start, StandardCharsets.UTF_8);
            parts.add(part(headers, Arrays.copyOfRange(body, Math.min(from, end), end)));
            start = end + delimiter.length;
        }
        return parts;
    }

    private static boolean isLast(byte[] body, int at) {
        return at + 2 <= body.length && body[at] == '-' && body[at + 1] == '-';
    }

    private static int end(byte[] body, int from, byte[] delimiter) {
        int at = find(body, from, delimiter);
        if (at < 0) {
            throw malformed();
        }
        return at;
    }

    private static int find(byte[] body, int from, byte[] wanted) {
        for (int i = from; i <= body.length - wanted.length; i++) {
            if (body[i] == wanted[0]
                    && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static Part part(String headers, byte[] content) {
        for (String line : headers.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                Matcher name = NAME.matcher(line.substring(line.indexOf(':') + 1));
                if (name.find()) {
                    return new Part(
                            name.group(1) == null ? name.group(2) : name.group(1),
                            line.contains("filename"),
                            content);
                }
            }
        }
        throw malformed();
    }

    private static Refusal malformed() {
        return new Refusal(
                ErrorCode.NOT_A_JSON_OBJECT,
                "The body is not a valid multipart/form-data form with a name for each part");
    }
}
