package dev.zimage.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a poster that reads OPENING SOON in bold type, warm tones | OPENING SOON",
                "a sign that says \"Open Late\" in neon | Open Late",
                "a poster with the words “Less is more” | Less is more",
                "a card saying 'Don't panic' | Don't panic",
                "Tom's café poster, ‘Let’s eat’ | Let’s eat",
                "poster titled Into the Wild, mountains at sunset | Into the Wild",
                "poster that says Fresh Coffee Every Day in warm tones | Fresh Coffee Every Day",
                "a banner reading SALE 50% OFF on a red background | SALE 50% OFF",
                "a banner that reads HELLO, WORLD, pastel colours | HELLO, WORLD",
                "a poster that reads Happy Birthday with a cake | Happy Birthday",
                "a poster that says welcome home on a wooden door | welcome home",
                "a poster that says Summer Sale, palm trees and sand | Summer Sale",
                "a poster that says The Lord of the Dance with a castle behind | The Lord of the"
                        + " Dance",
                "a sign that reads CLOSED. Rainy street at night | CLOSED",
                "a poster that says stay hungry in bold red letters | stay hungry",
                "a poster, title: Night Market, lanterns | Night Market",
                "a poster with the text BIG BAND and a saxophone | BIG BAND",
                "minimal poster saying in bold type \"Go\" | Go",
                "the word LOVE in script lettering | LOVE",
                "a neon sign spelling OPEN 24 HOURS above a diner | OPEN 24 HOURS",
                "a poster that reads 新年快乐 in red | 新年快乐",
                "一张写着“盛大开业”的海报 | 盛大开业",
                "海报上写着新年快乐，红色背景 | 新年快乐",
                "海报上写着春风得意马蹄疾，一日看尽长安花，水墨风格 | 春风得意马蹄疾，一日看尽长安花",
                "写着欢迎光临的招牌 | 欢迎光临",
                "标题为「夏日祭」的海报，烟花 | 夏日祭",
                "文字是：你好世界，霓虹风格 | 你好世界",
                "海报，主标题：城市之光；夜景 | 城市之光",
                "一张《红楼梦》话剧海报 | 红楼梦",
                "『静夜思』，毛笔书法 | 静夜思",
                "印有“平安喜乐”字样的贺卡 | 平安喜乐",
                "海报写着 GRAND OPENING，暖色调 | GRAND OPENING",
                "【限时特价】橙色海报 | 限时特价",
                "a poster that reads \"OPENING SOON | OPENING SOON",
                "«Bonjour Paris» vintage poster | Bonjour Paris",
            })
    void finds_the_text_that_a_prompt_quotes_or_announces(String prompt, String text) {
        assertThat(texts(prompt)).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a cat on a windowsill",
                "mountains at dawn, the lake's mirror, Tom's boat",
                "a girl reading a book under a tree",
                "a portrait in the style of \"Blade Runner\"",
                "一只猫在窗台上",
                "!!! ... ???",
                "a poster with \"\" on it",
            })
    void a_prompt_that_asks_for_no_text_gets_none(String prompt) {
        assertThat(texts(prompt)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'a cat, \"Hello\", a dog', '\"Hello\"', QUOTED",
        "'a sign that reads OPEN in red', 'that reads OPEN', ANNOUNCED",
    })
    void says_which_stretch_of_the_prompt_asks_for_a_text(
            String prompt, String stretch, WantedText.Kind kind) {
        WantedText text = PromptTexts.find(prompt).getFirst();
        assertThat(prompt.substring(text.start(), text.end())).isEqualTo(stretch);
        assertThat(text.kind()).isEqualTo(kind);
    }

    private static List<String> texts(String prompt) {
        return PromptTexts.find(prompt).stream().map(WantedText::text).toList();
    }
}
