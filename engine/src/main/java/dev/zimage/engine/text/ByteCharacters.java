package dev.zimage.engine.text;

/// The character that stands for each byte in a vocabulary: printable bytes of Latin-1 for
/// themselves, the other ones for the characters from U+0100 on, in their order. From GPT-2's
/// `bytes_to_unicode`.
final class ByteCharacters {

    private ByteCharacters() {}

    static String[] ofBytes() {
        String[] characters = new String[256];
        char next = 0x100;
        for (int b = 0; b < characters.length; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || (b >= 0xAE);
            characters[b] = String.valueOf(printable ? (char) b : next++);
        }
        return characters;
    }
}
