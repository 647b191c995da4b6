/// Reads text in pictures with PP-OCR's networks, and compares it with the text that was wanted.
/// Start reading at [TextReader]; `docs/text-check.md` says what it reads and what it cannot.
@NullMarked
package dev.zimage.ocr;

import org.jspecify.annotations.NullMarked;
