package dev.zimage.api.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/// A page of the documentation, from Markdown to HTML that needs no trust: HTML inside of it is
/// shown as text, and links lead to the web or to other pages.
///
/// @param lang the language that it is written in
/// @param sections in order, each from one heading to the next
/// @param rows of its tables, those that begin with the number of an error
record Document(
        String page,
        String lang,
        String title,
        String html,
        List<Section> sections,
        List<Section> rows) {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    /// The number of an error.
    private static final Pattern CODE = Pattern.compile("\\d{5}");

    /// @param id in the page
    /// @param level of its heading, 1 to 6; of a row 0
    record Section(String id, String title, int level, String text) {}

    /// @param ids of the headings, in order
    /// @param target where a relative link or picture leads; null when it is not in the console
    static Document read(
            String page,
            String lang,
            String markdown,
            List<String> ids,
            Function<String, @Nullable String> target) {
        Node root = PARSER.parse(markdown);
        root.accept(new Targets(target));
        Map<Node, Section> sections = sections(root, ids);
        Map<Node, Section> rows = rows(root);
        List<Section> inOrder = List.copyOf(sections.values());
        String title = inOrder.isEmpty() ? page : inOrder.getFirst().title;
        Map<Node, Section> all = new HashMap<>(sections);
        all.putAll(rows);
        return new Document(
                page, lang, title, html(root, all), inOrder, List.copyOf(rows.values()));
    }

    /// What Markdown links call the headings of a page, as GitHub makes it.
    static List<String> slugs(String markdown) {
        Set<String> slugs = new LinkedHashSet<>();
        for (Heading heading : headings(PARSER.parse(markdown))) {
            String first = slug(title(heading));
            String slug = first;
            for (int i = 1; !slugs.add(slug); i++) {
                slug = first + "-" + i;
            }
        }
        return List.copyOf(slugs);
    }

    private static List<Heading> headings(Node root) {
        List<Heading> headings = new ArrayList<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                headings.add(heading);
            }
        }
        return headings;
    }

    private static String title(Heading heading) {
        return PlainText.of(heading);
    }

    private static Map<Node, Section> sections(Node root, List<String> ids) {
        Map<Node, Section> sections = new LinkedHashMap<>();
        for (Heading heading : headings(root)) {
            sections.put(
                    heading,
                    new Section(
                            ids.get(sections.size()),
                            title(heading),
                            heading.getLevel(),
                            below(heading)));
        }
        return sections;
    }

    /// The first row for each error.
    private static Map<Node, Section> rows(Node root) {
        Map<Node, Section> rows = new LinkedHashMap<>();
        Set<String> known = new HashSet<>();
        root.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(CustomNode node) {
                        if (node instanceof TableRow row
                                && row.getFirstChild() instanceof TableCell cell
                                && cell.getFirstChild() instanceof Text text
                                && CODE.matcher(text.getLiteral()).matches()
                                && known.add(text.getLiteral())) {
                            String code = text.getLiteral();
                            rows.put(row, new Section(code, code, 0, PlainText.of(row)));
                        }
                        visitChildren(node);
                    }
                });
        return rows;
    }

    private static String slug(String title) {
        return title.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static String below(Heading heading) {
        List<String> texts = new ArrayList<>();
        for (Node node = heading.getNext();
                node != null && !(node instanceof Heading);
                node = node.getNext()) {
            texts.add(PlainText.of(node));
        }
        return String.join("\n", texts);
    }

    private static String html(Node root, Map<Node, Section> sections) {
        AttributeProvider attributes =
                (node, tag, known) -> {
                    Section section = sections.get(node);
                    if (section != null) {
                        known.put("id", section.id);
                    }
                    if (node instanceof Link link && link.getDestination().startsWith("http")) {
                        known.put("rel", "noopener noreferrer");
                    }
                };
        return HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> attributes)
                .build()
                .render(root);
    }

    /// Turns relative links into those of the console, and into their bare text where they lead to
    /// something that is not there, like a source file.
    private static final class Targets extends AbstractVisitor {

        private final Function<String, @Nullable String> target;

        Targets(Function<String, @Nullable String> target) {
            this.target = target;
        }

        @Override
        public void visit(Link link) {
            visitChildren(link);
            String found = found(link.getDestination());
            if (found == null) {
                unwrap(link);
            } else {
                link.setDestination(found);
            }
        }

        @Override
        public void visit(Image image) {
            String found = found(image.getDestination());
            if (found == null) {
                unwrap(image);
            } else {
                image.setDestination(found);
            }
        }

        private @Nullable String found(String destination) {
            return destination.startsWith("https://") ? destination : target.apply(destination);
        }

        private static void unwrap(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }
}
