package dev.zimage.sketch;

import dev.zimage.engine.GeneratedImage;
import dev.zimage.engine.GenerationException;
import dev.zimage.engine.GenerationParameters;
import dev.zimage.engine.ImageEngine;
import dev.zimage.engine.ImageRequest;
import dev.zimage.engine.ProgressListener;
import dev.zimage.engine.Readiness;
import dev.zimage.sketch.colour.Palette;
import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.PromptReader;
import dev.zimage.sketch.scene.Scenery;
import dev.zimage.sketch.type.FontStack;
import dev.zimage.sketch.type.TypeStyle;
import dev.zimage.sketch.words.StyleTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The typographic compositor: sets what a prompt quotes or announces as a poster, in the style and
/// the colours that it names, before a scene that is drawn. It needs no model and no fonts of the
/// system.
///
/// Equal requests give equal pixels; another seed gives another design. A picture takes one thread
/// and four bytes of memory a pixel; as many calls as there are cores are useful at once. A text in
/// a script that no face has is left out; a single character prints a geta mark (〓).
/// [#missingCharacters] names them.
public final class SketchEngine implements ImageEngine {

    private static final int STEPS = 4;

    /// Characters of all texts above which they want the whole page.
    private static final int LONG = 160;

    @Override
    public String name() {
        return "sketch";
    }

    @Override
    public Readiness readiness() {
        return new Readiness.Ready();
    }

    @Override
    public String missingCharacters(String text) {
        return TypeStyle.widest().missing(text);
    }

    @Override
    public List<String> undrawnWords(String prompt) {
        return understood(prompt).undrawn();
    }

    @Override
    public GeneratedImage generate(ImageRequest request, ProgressListener progress)
            throws GenerationException, InterruptedException {
        try {
            Composition composition = compose(request, progress);
            done(progress, STEPS);
            return new GeneratedImage(composition.page().image(), GenerationParameters.RULES);
        } catch (OutOfMemoryError e) {
            String fault = "not enough memory for a page of " + request.size();
            throw new GenerationException(GenerationException.Cause.OUT_OF_MEMORY, fault, e);
        }
    }

    /// What a prompt wants to see, as the engine understands it.
    ///
    /// @param drawn in plain English, in the prompt's order: `mountain`, `ice cream`
    /// @param undrawn words of the prompt for things that the engine has no drawing of: `fox`
    public record Understood(List<String> drawn, List<String> undrawn) {}

    public static Understood understood(String prompt) {
        Scenery scenery = Scenery.read(PromptReader.read(prompt).scenery());
        return new Understood(scenery.names(), scenery.undrawn());
    }

    /// A page that is finished, with what is set on it.
    record Composition(Page page, List<PrintedText> printed) {}

    Composition compose(ImageRequest request, ProgressListener progress)
            throws InterruptedException {
        SplittableRandom seed = new SplittableRandom(request.seed());
        SplittableRandom colours = seed.split();
        SplittableRandom types = seed.split();
        SplittableRandom layouts = seed.split();
        SplittableRandom scenes = seed.split();

        Brief brief = settable(PromptReader.read(request.prompt()));
        Scenery scenery = Scenery.read(brief.scenery());
        done(progress, 1);

        Palette palette =
                ColourScheme.choose(brief, scenery.suggestedPalette(colours.split()), colours);
        TypeStyle style = TypeStyle.choose(brief, types);
        Page page = new Page(request.size());
        done(progress, 2);

        LayoutContext sheet =
                new LayoutContext(page, brief, palette, style, scenery, layouts, scenes);
        List<PrintedText> printed = List.of();
        if (brief.texts().isEmpty()) {
            sheet.paintScene(page.whole(), null);
        } else {
            printed = new PagePainter(sheet).print(layout(brief, scenery, layouts));
        }
        done(progress, 3);
        return new Composition(page, printed);
    }

    /// The layout for a brief; seeds differ in it.
    private static String layout(Brief brief, Scenery scenery, RandomGenerator random) {
        Set<String> manner = new HashSet<>(brief.manner());
        int length = brief.texts().stream().mapToInt(text -> text.words().length()).sum();
        if (length > LONG || brief.texts().getFirst().words().lines().count() > 3) {
            manner.add("long");
        }
        if (!scenery.isEmpty()) {
            manner.add("scene");
        }
        return StyleTable.choose("layout", manner, random).orElseThrow();
    }

    /// The brief without the texts that no face can set.
    private static Brief settable(Brief brief) {
        FontStack widest = TypeStyle.widest();
        return brief.withTexts(
                brief.texts().stream().filter(t -> widest.coverage(t.words()) > 0.5).toList());
    }

    private static void done(ProgressListener progress, int step) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("stopped after step " + (step - 1));
        }
        progress.step(step, STEPS);
    }

    @Override
    public void close() {}
}
