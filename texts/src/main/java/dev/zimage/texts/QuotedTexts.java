package dev.zimage.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what a prompt puts between quotation marks of any kind.
final class QuotedTexts {

    /// Before a quotation that names something, or that is not wanted.
    private static final Pattern NOT_FOR_SETTING =
            Pattern.compile(
                    "(?i)\\b(?:cat|dog|kitten|puppy|girl|boy|man|woman|person|child|kid|robot|dragon|horse|bird|rabbit|bear|fox|character|hero)"
                            + "\\s+(?:named|called|nicknamed|reading)\\s*$|(?:style of|inspired by|\\blike|reminiscent of)\\s*$"
                            + "|\\b(?:without|no|not|never|avoid|don['’]t (?:write|add|include|show))(?: the| any| a)?"
                            + "(?: words?| text| phrase| letters?| title)?\\s*$"
                            + "|(?:风格如|不要|没有|去掉|不含)(?:出现|写上?|有|包含|任何)*(?:文字|字样)?\\s*$");

    /// Before the name of a work that is to be written.
    private static final Pattern TITLE_BEFORE =
            Pattern.compile(
                    "(?:"
                            + Announcers.CHINESE
                            + "|(?i:\\b(?:"
                            + Announcers.NOUN
                            + "|"
                            + Announcers.VERB
                            + ")\\s*:?)|"
                            + Announcers.CHINESE_SIGN
                            + "名?[为是:：]?)\\s*$");

    private static final Pattern SIGN_AFTER =
            Pattern.compile("^[^，。,.;；、“”]{0,8}" + Announcers.CHINESE_SIGN);

    /// How far round a quotation its purpose is looked for.
    private static final int REACH = 80;

    private QuotedTexts() {}

    /// @param wanted what is to be written
    /// @param others what is quoted for another reason
    record Found(List<WantedText> wanted, List<WantedText> others) {

        List<WantedText> all() {
            return Stream.concat(wanted.stream(), others.stream()).toList();
        }
    }

    static Found find(String prompt) {
        List<WantedText> wanted = new ArrayList<>();
        List<WantedText> works = new ArrayList<>();
        List<WantedText> others = new ArrayList<>();
        int i = 0;
        while (i < prompt.length()) {
            Quotation quotation = at(prompt, i);
            if (quotation != null) {
                List<WantedText> kind =
                        !isForSetting(prompt, quotation)
                                ? others
                                : isWorkOfASign(prompt, quotation) ? works : wanted;
                kind.add(text(prompt, quotation));
            }
            i = quotation == null ? i + 1 : quotation.end();
        }
        (wanted.isEmpty() ? wanted : others).addAll(works);
        return new Found(wanted, others);
    }

    private static @Nullable Quotation at(String prompt, int i) {
        Quotation found = DoubleMarks.at(prompt, i);
        found = found == null ? PairedMarks.at(prompt, i) : found;
        return found == null ? SingleMarks.at(prompt, i) : found;
    }

    private static WantedText text(String prompt, Quotation quotation) {
        WantedText bare =
                new WantedText(
                        quotation.words(),
                        quotation.start(),
                        quotation.end(),
                        WantedText.Kind.QUOTED);
        return bare.from(
                Announcers.before(prompt, quotation.start()),
                Announcers.after(prompt, quotation.end()));
    }

    private static String before(String prompt, Quotation quotation) {
        return prompt.substring(Math.max(0, quotation.start() - REACH), quotation.start());
    }

    private static boolean isForSetting(String prompt, Quotation quotation) {
        String before = before(prompt, quotation);
        String after =
                prompt.substring(
                        quotation.end(), Math.min(prompt.length(), quotation.end() + REACH));
        if (quotation.words().isEmpty() || NOT_FOR_SETTING.matcher(before).find()) {
            return false;
        }
        return switch (prompt.charAt(quotation.start())) {
            case '《', '〈' ->
                    TITLE_BEFORE.matcher(before).find() || SIGN_AFTER.matcher(after).find();
            case '【', '〖' -> !after.stripLeading().matches("(?s)[:：].*");
            default -> true;
        };
    }

    /// A poster of a work shows the work's name, unless the prompt says what it shows.
    private static boolean isWorkOfASign(String prompt, Quotation quotation) {
        return "《〈".indexOf(prompt.charAt(quotation.start())) >= 0
                && !TITLE_BEFORE.matcher(before(prompt, quotation)).find();
    }
}
