package dev.zimage.text;

/// Cells of comma-separated values (RFC 4180) with text that somebody wrote.
public final class CsvCell {

    /// What a spreadsheet takes for the beginning of a formula.
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCell() {}

    /// A text in quotes. A spreadsheet runs what begins like a formula, unless an apostrophe stands
    /// before it.
    public static String of(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
