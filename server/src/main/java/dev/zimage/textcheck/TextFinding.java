package dev.zimage.textcheck;

import dev.zimage.ocr.ComparedText;
import java.util.List;

/// What a picture has of the texts that its prompt wants.
///
/// @param texts in the order of the prompt
public record TextFinding(List<ComparedText> texts) {

    public TextFinding {
        texts = List.copyOf(texts);
    }

    /// Whether no text is known to be wrong. Texts that the reader cannot read are not.
    public boolean isExact() {
        return texts.stream().noneMatch(text -> text.isCompared() && !text.isExact());
    }

    /// Whether at least one text was compared.
    public boolean isCompared() {
        return texts.stream().anyMatch(ComparedText::isCompared);
    }

    /// Whether this picture has more of the texts right, or comes closer to them.
    public boolean isBetterThan(TextFinding other) {
        return wrong() != other.wrong() ? wrong() < other.wrong() : errors() < other.errors();
    }

    private long wrong() {
        return texts.stream().filter(text -> text.isCompared() && !text.isExact()).count();
    }

    private int errors() {
        return texts.stream().mapToInt(ComparedText::errors).sum();
    }
}
