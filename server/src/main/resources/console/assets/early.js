// Runs before the first paint, so that a chosen theme and language do not flicker in.
(function () {
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('zimage.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    const language = localStorage.getItem('zimage.language');
    const wished = language ? [language] : navigator.languages;
    root.lang = wished.find((tag) => /^(en|zh)\b/i.test(tag))?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  } catch {
    // Storage is off: the browser's theme and English.
  }
  const texts = document.createElement('link');
  texts.rel = 'modulepreload';
  texts.href = new URL(`i18n/${root.lang}.js`, document.currentScript.src);
  document.head.append(texts);
})();
