package dev.zimage.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What prompts announce, list or hold in JSON. Texts are separated by ` + `.
class PromptTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a poster that reads OPENING SOON in bold type, warm tones | OPENING SOON",
                "a sign that says \"Open Late\" in neon | Open Late",
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
                "poster with the text reading \"ALPHA\" | ALPHA",
                "poster with the text reading ALPHA in red | ALPHA",
                "a poster with text spelling \"ALPHA\" | ALPHA",
                "a poster with text spelling out ALPHA | ALPHA",
                "a poster, text above: \"ALPHA\", text below: \"BETA\" | ALPHA + BETA",
                "a poster, text above: ALPHA | ALPHA",
                "title text \"ALPHA\" subtitle text \"beta gamma\" | ALPHA + beta gamma",
                "title text ALPHA BAND subtitle text \"beta gamma\" | ALPHA BAND + beta gamma",
                "words spelling out \"ALPHA\" | ALPHA",
                "the words spelling out ALPHA in flowers | ALPHA",
                "text displaying \"ALPHA\" | ALPHA",
                "a screen with text displaying ALPHA TEAM | ALPHA TEAM",
                "text written as \"ALPHA\" | ALPHA",
                "a poster with the text written as ALPHA | ALPHA",
                "lettering reading \"ALPHA\" | ALPHA",
                "gold lettering reading ALPHA | ALPHA",
                "a screen displaying GAME OVER | GAME OVER",
                "a mug with big red letters ALPHA | ALPHA",
                "Top left: ALPHA TEAM. Bottom - right: a small dog | ALPHA TEAM",
                "Bottom - left: \"Doors open at 8\". Headline \"JAZZ\" | Doors open at 8 + JAZZ",
                "the poster says in large gold letters at the top \"JAZZ\" | JAZZ",
                "book cover: THE SILENT SEA, dark blue waves | THE SILENT SEA",
                "magazine cover named VOGUE with headline SPRING LOOKS | VOGUE + SPRING LOOKS",
                "album cover for a band, title Echoes of Tomorrow | Echoes of Tomorrow",
                "On the whiteboard is written E = mc^2 | E = mc^2",
                "a banner with text - Big Summer Sale - and palm trees | Big Summer Sale",
                "a t-shirt that says I'm not lazy, I'm saving energy | I'm not lazy, I'm saving"
                        + " energy",
                "春联，上联：春回大地，下联：日照神州，横批：国泰民安 | 春回大地 + 日照神州 + 国泰民安",
                "店铺招牌：张记牛肉面，夜景 | 张记牛肉面",
                "木牌上写有 OPEN 的木牌 | OPEN",
                "Headline: Blue Note. Subheadline: Smooth jazz. Date: 14 May. Place: Club Soda | Blue"
                        + " Note + Smooth jazz + 14 May + Club Soda",
                "一张写着“盛大开业”的海报 | 盛大开业",
                "海报上写着新年快乐，红色背景 | 新年快乐",
                "海报上写着大大的“新年快乐” | 新年快乐",
                "海报上写着春风得意马蹄疾，一日看尽长安花，水墨风格 | 春风得意马蹄疾，一日看尽长安花",
                "写着欢迎光临的招牌 | 欢迎光临",
                "标题为「夏日祭」的海报，烟花 | 夏日祭",
                "文字是：你好世界，霓虹风格 | 你好世界",
                "海报，文字内容是：你好世界 | 你好世界",
                "海报，文字内容是“你好世界” | 你好世界",
                "牌匾的内容是“厚德载物” | 厚德载物",
                "海报，主标题：城市之光；夜景 | 城市之光",
                "标题文字“春茶”副标题文字“明前龙井” | 春茶 + 明前龙井",
                "印有“平安喜乐”字样的贺卡 | 平安喜乐",
                "海报写着 GRAND OPENING，暖色调 | GRAND OPENING",
                "屏幕显示“欢迎” | 欢迎",
            })
    void finds_the_text_that_a_prompt_quotes_or_announces(String prompt, String texts) {
        assertThat(texts(prompt)).containsExactly(texts.split(" \\+ ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a cat on a windowsill",
                "mountains at dawn, the lake's mirror, Tom's boat",
                "a girl reading a book under a tree",
                "a girl reading on the train",
                "a screen showing Mount Fuji",
                "the text is large and bold",
                "a poster with text in gold letters",
                "a poster with text overlay space at the top",
                "the message of hope in a painting",
                "a web page with the title at the top",
                "a cat named \"Whiskers\" sleeping",
                "a girl reading \"War and Peace\" in a park",
                "一只猫在窗台上",
                "一幅画，内容是山水和小船",
                "手机屏幕显示地图",
            })
    void a_prompt_that_asks_for_no_text_gets_none(String prompt) {
        assertThat(texts(prompt)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "cafe menu board, espresso 2.50, latte 3.80, mocha 4.00 | espresso 2.50 + latte"
                        + " 3.80 + mocha 4.00",
                "Menu items listed: Espresso ... $2.50, Latte ... $3.80 | Espresso $2.50 + Latte"
                        + " $3.80",
                "a menu.⏎Espresso ..... 3⏎Bagel with Cheese ..... 5⏎on slate | Espresso 3 + Bagel with"
                        + " Cheese 5",
                "Menu items listed:⏎- Soup of the Day: €5,50⏎- Bread: €2,00 | Soup of the Day €5,50"
                        + " + Bread €2,00",
                "A drinks menu with the heading DRINKS and the items Lemonade £2, Iced Tea £2.50 |"
                        + " DRINKS + Lemonade £2 + Iced Tea £2.50",
                "菜单：拿铁 25元、美式 20元，黑板 | 拿铁 25元 + 美式 20元",
                "a flyer. Text:⏎GRAND OPENING⏎Saturday 9 AM⏎⏎Red balloons | GRAND OPENING + Saturday 9"
                        + " AM",
            })
    void finds_lists_without_quotation_marks(String prompt, String texts) {
        assertThat(texts(prompt.replace('⏎', '\n'))).containsExactly(texts.split(" \\+ ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"title\":\"NIGHT MARKET\",\"style\":\"bold\",\"mood\":\"warm\"} | NIGHT MARKET",
                "{\"scene\":\"a street\",\"text\":[\"ALPHA\",\"BETA\"]} | ALPHA + BETA",
                "{\"text\":{\"content\":\"ALPHA\",\"font\":\"serif\",\"top\":\"BETA\"}} | ALPHA + BETA",
                "{\"texts\":[{\"value\":\"ALPHA\",\"color\":\"red\"}],\"n\":1} | ALPHA",
                "{\"headlineText\":\"He said \\\"go\\\"\",\"text_style\":\"bold\"} | He said \"go\"",
                "{\"prompt\":\"a sign that says \\\"OPEN\\\" at night\",\"seed\":3} | OPEN",
                "{\"negative_text\":\"blurry\",\"标题\":\"春茶\"} | 春茶",
                "```json {\"title\": \"caf\\u00e9\"} ``` | café",
                "{\"title\":\"ALPHA\" broken | title + ALPHA",
            })
    void a_json_object_gives_the_values_of_its_texts(String prompt, String texts) {
        assertThat(texts(prompt)).containsExactly(texts.split(" \\+ ", -1));
    }

    @Test
    void who_said_a_quotation_is_written_too() {
        WantedText author =
                PromptTexts.find("\"Be yourself, always\" — Oscar Wilde, in gold").getLast();
        assertThat(author.text()).isEqualTo("Oscar Wilde");
        assertThat(author.role()).isEqualTo(WantedText.Role.AUTHOR);
        assertThat(texts("“Less is more”, – Mies van der Rohe. White room"))
                .containsExactly("Less is more", "Mies van der Rohe");
        assertThat(texts("“床前明月光”——李白，月夜")).containsExactly("床前明月光", "李白");
        assertThat(texts("\"OPEN ALL NIGHT\" — Neon sign in Tokyo"))
                .containsExactly("OPEN ALL NIGHT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "headline \"A\", subtitle \"B\", at the bottom \"C\" | TITLE SUBTITLE FOOTER",
                "\"A\" as the title, \"B\" at the bottom, \"C\" | TITLE FOOTER UNSAID",
                "标题“春茶”，副标题“明前”，底部“西湖” | TITLE SUBTITLE FOOTER",
                "海报：大标题“夏日”，底部小字“6月1日” | TITLE FOOTER",
                "ポスター、タイトル「夏祭り」、サブタイトル「8月10日」 | TITLE SUBTITLE",
                "a cat at the bottom. \"A\" and \"B\" | UNSAID UNSAID",
                "{\"subtitle\":\"A\",\"title\":\"B\",\"footer\":\"C\"} | SUBTITLE TITLE FOOTER",
            })
    void knows_what_the_prompt_says_that_a_text_is_for(String prompt, String roles) {
        assertThat(PromptTexts.find(prompt).stream().map(text -> text.role().name()))
                .containsExactly(roles.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "'a cat, \"Hello\", a dog', '\"Hello\"', QUOTED",
        "'a sign that says \"Hello\", a dog', 'that says \"Hello\"', QUOTED",
        "'a sign that says \\\"Hello\\\", a dog', 'that says \\\"Hello\\\"', QUOTED",
        "'「営業中」と書かれた看板', '「営業中」と書かれた', QUOTED",
        "'a sign that reads OPEN in red', 'that reads OPEN', ANNOUNCED",
        "'soup 2.50, bread 1.20', 'soup 2.50', LISTED",
        "'{\"style\":\"red\",\"title\":\"A\"}', '\"A\"', MEMBER",
    })
    void says_which_stretch_of_the_prompt_asks_for_a_text(
            String prompt, String stretch, WantedText.Kind kind) {
        WantedText text = PromptTexts.find(prompt).getFirst();
        assertThat(prompt.substring(text.start(), text.end())).isEqualTo(stretch);
        assertThat(text.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the text ",
                "title: ",
                "“",
                "'x ",
                "1,1",
                "with the menu ",
                "reading out written ",
                "写着",
                "《",
                "\\n",
                "[",
                "{\"a\":",
                "A B ",
                "— Oscar van der ",
                "  ",
                "soup 2.50, ",
                "\\",
            })
    void long_prompts_of_any_kind_are_read(String unit) {
        for (String start : List.of("", "{\"a\":", "poster ")) {
            assertThat(PromptTexts.find(start + unit.repeat(8_000 / unit.length()))).isNotNull();
        }
    }

    private static List<String> texts(String prompt) {
        return PromptTexts.find(prompt).stream().map(WantedText::text).toList();
    }
}
