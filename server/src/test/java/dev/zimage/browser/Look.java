package dev.zimage.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/// What somebody looks at the console with.
public record Look(int width, int height, boolean dark, String language) {

    public static final Look DESK = new Look(1280, 860, false, "en-US");
    public static final Look PHONE = new Look(360, 740, false, "en-US");

    public Look inTheDark() {
        return new Look(width, height, true, language);
    }

    public Look inChinese() {
        return new Look(width, height, dark, "zh-CN");
    }

    Browser.NewContextOptions options(String base) {
        return new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("UTC")
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE);
    }

    @Override
    public String toString() {
        return width + " px, " + (dark ? "dark" : "light") + ", " + language;
    }
}
