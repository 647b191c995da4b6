package dev.zimage.sketch.scene;

import dev.zimage.sketch.words.Motif;
import java.util.List;
import java.util.Set;

/// The Chinese words of the motifs. Chinese has no spaces: at each place the longest word of the
/// table wins, and a line that begins with `-` lists words that name nothing, though a part of them
/// would. Traditional characters are read as their simplified forms.
final class ChineseWords {

    private static final String TRADITIONAL =
            "熱雲樹貓鳥魚龍車風飛機馬蓮櫻燈籠橋極島書鯨廟蘋無陽時雞霧氣級麗線條畫藝術樓廈門東報"
                    + "鐵馳單騎鴿鷹鶴鴨駕綠紅藍黃銀鯉錦詩爺聖誕節瑪滿圓彎後麵館廳蘭蔔樂專攝禮愛傘萬薔鬱"
                    + "帳營燒畢詠見綿頂塵壩巖嶼灘溫帶葉楓閃電與曉輝煙駱蟲個輪遊漁獨開園鄉農莊戶宮閣亞鎮"
                    + "員類鴛鴦鵝豬蘿蝦貝殼";
    private static final String SIMPLIFIED =
            "热云树猫鸟鱼龙车风飞机马莲樱灯笼桥极岛书鲸庙苹无阳时鸡雾气级丽线条画艺术楼厦门东报"
                    + "铁驰单骑鸽鹰鹤鸭驾绿红蓝黄银鲤锦诗爷圣诞节玛满圆弯后面馆厅兰卜乐专摄礼爱伞万蔷郁"
                    + "帐营烧毕咏见绵顶尘坝岩屿滩温带叶枫闪电与晓辉烟骆虫个轮游渔独开园乡农庄户宫阁亚镇"
                    + "员类鸳鸯鹅猪萝虾贝壳";

    private static final List<String> NEGATIONS = List.of("不要", "没有", "无", "不含", "不带", "别有", "去掉");

    private static final PromptWords WORDS = new PromptWords("words-zh.txt", " ");
    private static final int LONGEST = WORDS.longest();

    private ChineseWords() {}

    /// Adds the motifs that the text names, in its order, and the things that have no drawing.
    static void find(String text, Set<Motif> found, Set<String> undrawn) {
        String plain = simplify(text);
        int i = 0;
        while (i < plain.length()) {
            int length = match(plain, i);
            if (length > 0 && !negated(plain, i) && !isMonth(plain, i)) {
                WORDS.add(plain.substring(i, i + length), found, undrawn);
            }
            i += Math.max(1, length);
        }
    }

    private static int match(String text, int at) {
        for (int length = Math.min(LONGEST, text.length() - at); length > 0; length--) {
            if (WORDS.has(text.substring(at, at + length))) {
                return length;
            }
        }
        return 0;
    }

    /// Whether 月 here counts months, as in 12月.
    private static boolean isMonth(String text, int at) {
        return text.charAt(at) == '月' && at > 0 && Character.isDigit(text.charAt(at - 1));
    }

    private static boolean negated(String text, int at) {
        String before = text.substring(0, at);
        return NEGATIONS.stream().anyMatch(before::endsWith);
    }

    private static String simplify(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            int at = TRADITIONAL.indexOf(text.charAt(i));
            if (at >= 0) {
                plain.setCharAt(i, SIMPLIFIED.charAt(at));
            }
        }
        return plain.toString();
    }

    /// Every word of the table, for the tests.
    static Set<String> all() {
        return WORDS.all();
    }
}
