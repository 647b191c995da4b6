package dev.zimage.api.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/// A page of the documentation, from Markdown to HTML that needs no trust: HTML inside of it is
/// shown as text, and links lead to the web or to other pages.
///
/// @param sections in order, each from one heading to the next
record Document(String page, String title, String html, List<Section> sections) {

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().extensions(TABLES).build();

    /// @param id of its heading in the page, as GitHub makes them
    /// @param level of its heading, 1 to 6
    record Section(String id, String title, int level, String text) {}

    /// @param target where a relative link or picture leads; empty when it is not in the console
    static Document read(String page, String markdown, UnaryOperator<String> target) {
        Node root = PARSER.parse(markdown);
        root.accept(new Targets(target));
        Map<Heading, Section> sections = sections(root);
        List<Section> inOrder = List.copyOf(sections.values());
        String title = inOrder.isEmpty() ? page : inOrder.getFirst().title;
        return new Document(page, title, html(root, sections), inOrder);
    }

    private static Map<Heading, Section> sections(Node root) {
        Map<Heading, Section> sections = new LinkedHashMap<>();
        Map<String, Integer> used = new LinkedHashMap<>();
        for (Node node = root.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                String title = TEXT.render(heading).strip();
                String slug = slug(title);
                int before = used.merge(slug, 1, Integer::sum) - 1;
                String id = before == 0 ? slug : slug + "-" + before;
                sections.put(heading, new Section(id, title, heading.getLevel(), below(heading)));
            }
        }
        return sections;
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
            texts.add(TEXT.render(node).strip());
        }
        return String.join("\n", texts);
    }

    private static String html(Node root, Map<Heading, Section> sections) {
        AttributeProvider attributes =
                (node, tag, known) -> {
                    Section section = node instanceof Heading ? sections.get(node) : null;
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

        private final UnaryOperator<String> target;

        Targets(UnaryOperator<String> target) {
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
            if (destination.startsWith("#") || destination.startsWith("https://")) {
                return destination;
            }
            String found = target.apply(destination);
            return found.isEmpty() ? null : found;
        }

        private static void unwrap(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = node.getFirstChild()) {
                node.insertBefore(child);
            }
            node.unlink();
        }
    }
}
