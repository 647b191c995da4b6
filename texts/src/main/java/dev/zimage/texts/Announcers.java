package dev.zimage.texts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words by which prompts say that a text follows.
final class Announcers {

    /// Things that are texts.
    static final String NOUN =
            "(?:words?|texts?|title|headline|heading|subheading|sub-?headline|subtitle|subhead|slogan|message|phrase|caption"
                    + "|inscription|lettering|letters|tagline|footer|header|quote|motto|copy)";

    /// What a text does. These announce wherever they stand beside a noun.
    static final String VERB =
            "(?:reads?|reading|says?|saying|spells?|spelling|spelled|states?|stating|displays?|displaying"
                    + "|shows?|showing|announc(?:es|ing)|declar(?:es|ing)|proclaim(?:s|ing)|bears?|bearing)";

    private static final String PARTICIPLE =
            "(?:written|printed|inscribed|engraved|entitled|titled|subtitled|captioned|lettered|labell?ed"
                    + "|carved|embroidered|stencill?ed)";

    private static final String SMALL = "(?:out|as|with|that|which|follows|the|in full)";

    /// Where a text stands, before a colon.
    static final String PLACE =
            "(?:above|below|underneath|on top|on the (?:top|left|right|bottom)|at the (?:very )?(?:top|bottom)"
                    + "|in the (?:middle|cent(?:er|re)|corner))";

    /// What may come between an announcing word and the text.
    static final String CHAIN =
            "(?:\\s+(?:"
                    + NOUN
                    + "|"
                    + VERB
                    + "|out|written|printed|as|that|which)(?=[\\s:：])){0,6}"
                    + "(?:\\s+"
                    + PLACE
                    + "(?=\\s*[:：]))?\\s*[:：]?\\s+(?:[-–—]\\s+)?";

    static final String CHINESE =
            "(?:(?:写[:：]|写着|写有|写上|写道|写的是|印着|印有|印上|刻着|刻有|标着|题着|题写|题为|题字|绣着|贴着|挂着)"
                    + "|显示着?(?=文字|字样|[:：\\sA-Z0-9“「《])|字样[为是:：]+"
                    + "|(?:副标题|主标题|大标题|小标题|标题|片名|书名|店名|文字|文案|标语|口号|字幕|大字|小字|页脚|落款|题目|上联|下联|横批)"
                    + "(?:的?内容)?(?:写着|分别为|分别是|[为是叫:：]+)"
                    + "|(?:招牌|牌匾|横幅)[:：]"
                    + "|(?:海报|招牌|牌匾|横幅|卡片|贺卡|标签)(?:上)?的?内容[为是:：]+)"
                    + "(?:的?文字|字样|大字)?(?:内容)?[为是]?\\s*[:：]?\\s*";

    static final String CHINESE_SIGN = "(?:海报|招牌|牌匾|横幅|封面|标题|书名|片名|店名|门票|唱片|专辑|书签|贺卡|传单|宣传画)";

    /// The announcing verbs right before a quotation.
    private static final Pattern BEFORE =
            Pattern.compile(
                    "(?i)(?:\\b(?:that|which|and)\\s+)?\\b(?:"
                            + VERB
                            + "|"
                            + PARTICIPLE
                            + ")"
                            + "(?:\\s+(?:"
                            + VERB
                            + "|"
                            + PARTICIPLE
                            + "|"
                            + SMALL
                            + ")){0,6}\\s*[:：,]?\\s*$"
                            + "|(?:写着|写有|写上|写道|印着|印有|刻着|刻有|题着|绣着|显示着?|書かれた|書いた)\\s*[:：]?\\s*$");

    /// The announcing words right after a quotation.
    private static final Pattern AFTER =
            Pattern.compile(
                    "^\\s*(?:と|って|の|という)?(?:書かれた|書いた|書いてある|書く|記された|描かれた|いう文字)"
                            + "|^(?:这?[两三四五六七八几]?个大字|字样|라고 (?:쓰인|적힌|쓴))");

    private static final int REACH = 60;

    private Announcers() {}

    /// Where the announcing of a quotation begins that starts here.
    static int before(String prompt, int quotation) {
        int from = Math.max(0, quotation - REACH);
        Matcher announcing = BEFORE.matcher(prompt.substring(from, quotation));
        return announcing.find() ? from + announcing.start() : quotation;
    }

    /// Where the announcing of a quotation stops that ends here.
    static int after(String prompt, int quotation) {
        Matcher announcing = AFTER.matcher(prompt.substring(quotation));
        return announcing.find() ? quotation + announcing.end() : quotation;
    }
}
