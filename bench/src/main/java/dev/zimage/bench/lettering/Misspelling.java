package dev.zimage.bench.lettering;

import java.util.List;
import java.util.SplittableRandom;

/// Makes one mistake in a text, as models make them: a letter wrong, dropped or doubled, a Chinese
/// character replaced by one that looks like it.
public final class Misspelling {

    /// Each with another that differs in a stroke or a part.
    private static final List<String> LOOK_ALIKES =
            List.of(
                    "大太", "天夫", "未末", "土士", "日目", "人入", "己已", "开并", "业亚", "风凤", "午牛", "夜液", "食良",
                    "今令", "特待", "价阶", "快块", "乐东", "新亲", "年午", "茶荼", "酒洒", "店占", "好妤", "生牛", "意竟",
                    "得碍", "光先", "书节", "月用", "城域", "市巾", "之乏", "花化", "上土", "营宫", "深探", "中申", "秋称",
                    "山出", "水永", "海悔", "归旧", "途徐", "休体", "面而", "馆饿");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

    private Misspelling() {}

    public static String of(String text, SplittableRandom random) {
        for (int tries = 0; ; tries++) {
            int place = random.nextInt(text.length());
            String changed = changed(text, place, tries < 8 ? random.nextInt(3) : 1);
            if (!changed.equals(text) && text.charAt(place) != ' ') {
                return changed;
            }
        }
    }

    private static String changed(String text, int place, int how) {
        String before = text.substring(0, place);
        String after = text.substring(place + 1);
        char character = text.charAt(place);
        return switch (how) {
            case 0 -> before + other(character) + after;
            case 1 -> before + after;
            default -> before + character + character + after;
        };
    }

    private static char other(char character) {
        for (String pair : LOOK_ALIKES) {
            if (pair.indexOf(character) >= 0) {
                return pair.charAt(1 - pair.indexOf(character));
            }
        }
        int letter = LETTERS.indexOf(Character.toLowerCase(character));
        if (letter < 0) {
            return character;
        }
        char next = LETTERS.charAt((letter + 7) % LETTERS.length());
        return Character.isUpperCase(character) ? Character.toUpperCase(next) : next;
    }
}
