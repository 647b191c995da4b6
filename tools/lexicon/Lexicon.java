import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.text.Transliterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Makes the lexicon of the prompt check from `words.txt.gz`: the words as they are chosen by hand,
/// and what the check needs to know about them. See the README beside this file.
///
///     java -cp 'lib/*' Lexicon.java words.txt.gz lexicon.txt.gz

/// Ordinary words that are rarer than this in the word list of nlp-common do not count.
static final int FREQUENT = 10;

static final Set<String> CHECKED =
        Set.of("sexual", "suggestive", "minors", "child", "young", "gore", "hate");

static final Pattern SMALL_CAPITAL = Pattern.compile("LATIN LETTER SMALL CAPITAL ([A-Z])");

static final Set<String> lines = new LinkedHashSet<>();
static final Set<Integer> characters = new TreeSet<>();
static final Set<String> chinese = new TreeSet<>();

void main(String[] args) throws IOException {
    read(Path.of(args[0]));
    ordinaryWords();
    simplifiedForms();
    lookalikes();
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(args[1])))) {
        out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
    IO.println(lines.size() + " lines");
}

void read(Path file) throws IOException {
    String kind = "";
    Pattern entry = Pattern.compile("\\[(\\w+)]|\"([^\"]+)\"|(\\S+)");
    try (BufferedReader in = reader(new GZIPInputStream(Files.newInputStream(file)))) {
        Matcher found = entry.matcher(in.readAllAsString());
        while (found.find()) {
            if (found.group(1) != null) {
                kind = found.group(1);
            } else {
                add(kind, found.group(2) == null ? found.group(3) : found.group(2));
            }
        }
    }
}

BufferedReader reader(java.io.InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
}

void add(String kind, String word) {
    word.codePoints().filter(Character::isIdeographic).forEach(characters::add);
    if (kind.equals("pinyin")) {
        pinyin(word);
        return;
    }
    lines.add(kind + "\t" + word);
    if (CHECKED.contains(kind) && word.codePoints().allMatch(Character::isIdeographic)) {
        chinese.add(word);
    }
}

/// A word in Latin letters, whole, in syllables, and mixed with its characters.
void pinyin(String word) {
    Transliterator reading = Transliterator.getInstance("Han-Latin; Latin-ASCII");
    List<String> forms = List.of("");
    List<String> syllables = new ArrayList<>();
    for (String character : word.split("")) {
        String syllable = reading.transliterate(character).strip();
        syllables.add(syllable);
        List<String> longer = new ArrayList<>();
        forms.forEach(form -> longer.addAll(List.of(form + character, form + syllable)));
        forms = longer;
    }
    forms.stream().filter(form -> !form.equals(word)).forEach(form -> lines.add("sexual\t" + form));
    lines.add("sexual\t" + String.join(" ", syllables));
}

/// Words of every day that end with the beginning of a chosen word, or begin with its end: where
/// one of each meet, the chosen word is not there, as in 天下|体育.
void ordinaryWords() throws IOException {
    Set<String> beginnings = new TreeSet<>();
    Set<String> ends = new TreeSet<>();
    for (String word : chinese) {
        for (int i = 1; i < word.length(); i++) {
            beginnings.add(word.substring(0, i));
            ends.add(word.substring(i));
        }
    }
    Set<String> ordinary = new TreeSet<>();
    try (BufferedReader in =
            reader(ClassLoader.getSystemResourceAsStream("nlp/word_freq_dict.txt"))) {
        in.lines()
                .map(line -> line.split(" "))
                .filter(cells -> cells.length > 1 && cells[1].matches("[0-9]{1,9}"))
                .filter(cells -> cells[0].matches("\\p{IsHan}{2,4}"))
                .filter(cells -> Integer.parseInt(cells[1]) >= FREQUENT)
                .map(cells -> cells[0])
                .filter(word -> chinese.stream().noneMatch(word::contains))
                .filter(word -> overlaps(word, beginnings, ends))
                .forEach(ordinary::add);
    }
    ordinary.forEach(word -> add("ordinary", word));
}

boolean overlaps(String word, Set<String> beginnings, Set<String> ends) {
    for (int i = 1; i < word.length(); i++) {
        if (beginnings.contains(word.substring(i)) || ends.contains(word.substring(0, i))) {
            return true;
        }
    }
    return false;
}

void simplifiedForms() {
    Transliterator simplify = Transliterator.getInstance("Traditional-Simplified");
    for (int point = 0x4E00; point <= 0x9FFF; point++) {
        String traditional = Character.toString(point);
        String simplified = simplify.transliterate(traditional);
        if (!simplified.equals(traditional) && characters.contains(simplified.codePointAt(0))) {
            lines.add("alike\t" + traditional + simplified);
        }
    }
}

/// Letters of other scripts that look like a Latin one, by Unicode's table of confusables.
void lookalikes() {
    SpoofChecker checker = new SpoofChecker.Builder().build();
    TreeMap<Integer, String> letters = new TreeMap<>();
    for (int point = 0x80; point <= 0x1FFFF; point++) {
        if (Character.isLetter(point) || Character.getType(point) == Character.OTHER_SYMBOL) {
            String letter = latin(checker, point);
            if (letter != null) {
                letters.put(point, letter);
            }
        }
    }
    for (int i = 0; i < 26; i++) {
        String letter = Character.toString('a' + i);
        for (int first : new int[] {0x1F130, 0x1F150, 0x1F170, 0x1F1E6}) {
            letters.put(first + i, letter);
        }
    }
    for (int point = 0x250; point <= 0x1DBF; point++) {
        Matcher small = SMALL_CAPITAL.matcher(String.valueOf(Character.getName(point)));
        if (small.matches()) {
            letters.put(point, small.group(1).toLowerCase(java.util.Locale.ROOT));
        }
    }
    letters.forEach((point, letter) -> lines.add("alike\t" + Character.toString(point) + letter));
}

String latin(SpoofChecker checker, int point) {
    String text = Character.toString(point);
    if (!Normalizer.normalize(text, Normalizer.Form.NFKD).equals(text)) {
        return null; // that is done anyway
    }
    String skeleton = bare(checker.getSkeleton(text));
    if (skeleton.equals("l") && Character.isUpperCase(point)) {
        return "i";
    }
    if (skeleton.equals("rn")) {
        return "m";
    }
    return skeleton.matches("[a-z]") ? skeleton : null;
}

String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(java.util.Locale.ROOT);
}
