package dev.zimage.cli.command;

/// Colours words for people at a terminal, and leaves them as they are for programs.
///
/// @param used whether there are colours
public record Colours(boolean used) {

    private static final String RESET = "\u001b[0m";

    public String red(String text) {
        return coloured("\u001b[31m", text);
    }

    public String yellow(String text) {
        return coloured("\u001b[33m", text);
    }

    public String green(String text) {
        return coloured("\u001b[32m", text);
    }

    private String coloured(String begin, String text) {
        return used ? begin + text + RESET : text;
    }
}
