package dev.zimage.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which marks are quotation marks, in which languages. Texts are separated by ` + `, lines of one
/// text by `⏎`.
class QuotationMarksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a 24\" x 36\" poster that says \"GRAND SALE\" | GRAND SALE",
                "a 24\"x36\" poster that says \"GRAND SALE\" | GRAND SALE",
                "a 24 \" x 36 \" poster that says \"GRAND SALE\" | GRAND SALE",
                "a 24” x 36” poster that says “GRAND SALE” | GRAND SALE",
                "a man 6'2\" tall with a sign \"TAXI\" | TAXI",
                "a sign \"ROUTE 66\" beside a sign \"DINER\" | ROUTE 66 + DINER",
                "2024\"新年快乐\"海报 | 新年快乐",
                "a rock 'n' roll poster that says 'LIVE TONIGHT' | LIVE TONIGHT",
                "a rock ‘n’ roll poster that says ‘LIVE TONIGHT’ | LIVE TONIGHT",
                "a '90s poster that says 'LIVE TONIGHT' | LIVE TONIGHT",
                "get 'em while they're hot: 'FRESH DONUTS' | FRESH DONUTS",
                "the dogs' park, a sign 'NO CATS' | NO CATS",
                "a sign that says 'The Boys' Club' | The Boys' Club",
                "a sign 'CLOSED' at the dogs' park | CLOSED",
                "a sign that says 'Rockin' All Night' | Rockin' All Night",
                "a sign that says 'Rock 'n' Roll' | Rock 'n' Roll",
                "a poster that says 'Til Dawn' | Til Dawn",
                "a T-shirt, text: 'Don't Stop Believin'' | Don't Stop Believin'",
                "a card saying 'Don't panic' | Don't panic",
                "“OPEN DAILY\" with a cat below | OPEN DAILY",
                "\"OPEN DAILY” with a cat below | OPEN DAILY",
                "„OPEN DAILY\" with a cat below | OPEN DAILY",
                "“OPEN“ and “CLOSED“ | OPEN + CLOSED",
                "”ÖPPET” och ”STÄNGT” | ÖPPET + STÄNGT",
                "»FRISCHE BRÖTCHEN« | FRISCHE BRÖTCHEN",
                "ein Schild mit »Zum Löwen« und „Heute Ruhetag“ | Zum Löwen + Heute Ruhetag",
                "„Zapraszamy” na plakacie | Zapraszamy",
                "une affiche « Bonjour Paris » | Bonjour Paris",
                "вывеска «Кафе „У дома“» | Кафе „У дома“",
                "»Tervetuloa» ovella | Tervetuloa",
                "‹Einhorn› und ›Drache‹ | Einhorn + Drache",
                "「営業中」の看板 | 営業中",
                "『静夜思』，毛笔书法 | 静夜思",
                "「彼は「はい」と言った」の看板 | 彼は「はい」と言った",
                "﹁直排﹂ | 直排",
                "a sign “He said “hi” to me” | He said “hi” to me",
                "牌子写着“他说“走”吧” | 他说“走”吧",
                "a poster \"She said 'Go' today\" | She said 'Go' today",
                "a sign ''OPEN LATE'' at night | OPEN LATE",
                "a sign `OPEN LATE` at night | OPEN LATE",
                "a sign ＂打烊＂ | 打烊",
                "【限时特价】橙色海报 | 限时特价",
                "【文字】：“开业” | 开业",
                "a poster that says \\\"GRAND OPENING\\\" in red | GRAND OPENING",
                "a poster that says \\\\\"GRAND OPENING\\\\\" in red | GRAND OPENING",
                "a poster \"GRAND OPENING\\nSaturday 9 AM\" | GRAND OPENING⏎Saturday 9 AM",
                "a poster \"GRAND OPENING\\\\nSaturday\" | GRAND OPENING⏎Saturday",
                "a poster \"GRAND OPENING/nSaturday 9 AM\" | GRAND OPENING⏎Saturday 9 AM",
                "a poster \"GRAND OPENING /n SATURDAY\" | GRAND OPENING⏎SATURDAY",
                "海报“盛大开业/n八折优惠” | 盛大开业⏎八折优惠",
                "a form \"Accept y/n\" and \"neither/nor\" | Accept y/n + neither/nor",
                "a poster that reads \"OPENING SOON | OPENING SOON",
                "a poster that reads \"OPENING SOON in bold red letters | OPENING SOON",
            })
    void finds_what_stands_between_quotation_marks(String prompt, String texts) {
        assertThat(texts(prompt)).containsExactly(texts.replace('⏎', '\n').split(" \\+ ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 24\" x 36\" canvas of a lake",
                "rock 'n' roll on a '70s stage, the dogs' bowls",
                "Home » Shop » Shoes, a web page",
                "a portrait in the style of \"Blade Runner\"",
                "a street without the words \"FOR SALE\"",
                "a shop window, no \"SALE\" sign",
                "一幅山水画，不要出现“水印”",
                "the poem 《静夜思》 as a landscape",
                "李白《静夜思》的意境，月光",
                "a poster with \"\" on it",
                "!!! ... ???",
            })
    void marks_that_quote_nothing_to_be_written_are_left(String prompt) {
        assertThat(texts(prompt)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "一张《红楼梦》话剧海报 | 红楼梦",
                "标题为《城市之光》 | 城市之光",
                "书法作品写着《静夜思》 | 静夜思",
                "《静夜思》海报，写着“床前明月光” | 床前明月光",
                "李白的《静夜思》，写着“床前明月光” | 床前明月光",
            })
    void a_work_is_written_only_where_it_is_announced(String prompt, String text) {
        assertThat(texts(prompt)).containsExactly(text);
    }

    private static List<String> texts(String prompt) {
        return PromptTexts.find(prompt).stream().map(WantedText::text).toList();
    }
}
