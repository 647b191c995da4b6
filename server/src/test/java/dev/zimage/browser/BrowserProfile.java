package dev.zimage.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/// What somebody looks at the console with.
public record BrowserProfile(int width, int height, boolean dark, String language) {

    public static final BrowserProfile DESKTOP = new BrowserProfile(1280, 860, false, "en-US");
    public static final BrowserProfile PHONE = new BrowserProfile(360, 740, false, "en-US");

    public BrowserProfile inTheDark() {
        return new BrowserProfile(width, height, true, language);
    }

    public BrowserProfile inChinese() {
        return new BrowserProfile(width, height, dark, "zh-CN");
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
