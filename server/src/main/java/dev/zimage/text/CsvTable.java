package dev.zimage.text;

import java.util.ArrayList;
import java.util.List;

/// Comma-separated values (RFC 4180), as spreadsheets write them: fields in quotes may have commas,
/// quotes and line breaks; lines end with CR LF, LF or CR; a byte order mark is skipped. Where the
/// first line has no comma, tabs or semicolons separate the fields, as in countries that write
/// decimals with a comma.
public final class CsvTable {

    private final String text;
    private final char separator;
    private final String ends;
    private final List<Row> rows = new ArrayList<>();
    private int position;
    private int line = 1;

    /// @param line where the row begins, counted from 1
    public record Row(int line, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /// The text is no table.
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        private Malformed(int line, String problem) {
            super("line " + line + ": " + problem);
        }
    }

    private CsvTable(String text) {
        this.text = text;
        this.separator = separator(text.lines().findFirst().orElse(""));
        this.ends = separator + "\r\n";
    }

    private static char separator(String header) {
        if (header.indexOf(',') >= 0) {
            return ',';
        }
        return header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
    }

    /// The rows with their line numbers; empty lines are left out.
    ///
    /// @throws Malformed that names the line
    public static List<Row> parse(String text) throws Malformed {
        CsvTable table = new CsvTable(ByteOrderMark.skip(text));
        while (table.position < table.text.length()) {
            table.row();
        }
        return table.rows;
    }

    private void row() throws Malformed {
        int begun = line;
        List<String> cells = new ArrayList<>();
        do {
            cells.add(cell());
        } while (skip(separator));
        lineBreak();
        if (cells.size() > 1 || !cells.getFirst().isBlank()) {
            rows.add(new Row(begun, cells));
        }
    }

    private String cell() throws Malformed {
        return skip('"') ? quoted() : plain();
    }

    private String plain() {
        int begun = position;
        while (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(begun, position);
    }

    private String quoted() throws Malformed {
        int begun = line;
        StringBuilder cell = new StringBuilder();
        while (position < text.length()) {
            char next = text.charAt(position++);
            if (next != '"') {
                line += isLineEnd(next) ? 1 : 0;
                cell.append(next);
            } else if (skip('"')) {
                cell.append('"');
            } else {
                requireEnd(begun);
                return cell.toString();
            }
        }
        throw new Malformed(begun, "the quote that begins a field is never closed");
    }

    private void requireEnd(int begun) throws Malformed {
        if (position < text.length() && ends.indexOf(text.charAt(position)) < 0) {
            throw new Malformed(
                    begun,
                    "after the closing quote of a field comes a comma or the end of the line; write"
                            + " a quote within a field twice");
        }
    }

    /// CR LF is one line break; its LF counts.
    private boolean isLineEnd(char read) {
        return read == '\n'
                || (read == '\r' && (position == text.length() || text.charAt(position) != '\n'));
    }

    private void lineBreak() {
        boolean cr = skip('\r');
        if (skip('\n') || cr) {
            line++;
        }
    }

    private boolean skip(char wanted) {
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }
}
