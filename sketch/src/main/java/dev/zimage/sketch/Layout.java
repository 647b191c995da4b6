package dev.zimage.sketch;

import dev.zimage.sketch.prompt.Brief;
import dev.zimage.sketch.prompt.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// A way to arrange scene and type on a page.
interface Layout {

    /// Paints everything: ground, scene, what lies behind the type, and the type.
    ///
    /// @return what was set, for proofreading
    List<PrintedText> print(LayoutContext sheet);

    /// The layout for a brief; seeds differ in it.
    static Layout choose(Brief brief, boolean hasScene, RandomGenerator random) {
        Set<Style> styles = brief.styles();
        int letters = brief.texts().stream().mapToInt(t -> t.words().length()).sum();
        List<Layout> fitting = new ArrayList<>();
        if (letters > 160) {
            fitting.addAll(List.of(new CardLayout(), new FieldLayout(), new CardLayout()));
        } else if (styles.contains(Style.NEON)) {
            fitting.add(new SignLayout());
            if (hasScene) {
                fitting.add(new HeroLayout());
            }
        } else if (styles.contains(Style.BRUSH)) {
            fitting.addAll(List.of(new FieldLayout(), new FrameLayout()));
            if (hasScene) {
                fitting.addAll(List.of(new HeroLayout(), new MedallionLayout()));
            }
        } else if (styles.contains(Style.MINIMAL)) {
            fitting.addAll(List.of(new FieldLayout(), new MedallionLayout(), new SplitLayout()));
            if (hasScene) {
                fitting.add(new FrameLayout());
            }
        } else if (styles.contains(Style.VINTAGE)) {
            fitting.addAll(
                    List.of(
                            new FrameLayout(),
                            new MedallionLayout(),
                            new CardLayout(),
                            new FrameLayout()));
        } else {
            fitting.addAll(
                    List.of(
                            new HeroLayout(),
                            new CardLayout(),
                            new SplitLayout(),
                            new FrameLayout(),
                            new MedallionLayout()));
            if (hasScene) {
                fitting.add(new HeroLayout());
                fitting.add(new BandLayout());
            } else {
                fitting.addAll(List.of(new FieldLayout(), new FieldLayout()));
            }
        }
        return fitting.get(random.nextInt(fitting.size()));
    }
}
