const BROWSERS = [
  ['Edge', /Edg(?:e|A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari/],
];
const SYSTEMS = [
  ['iOS', /iPhone|iPad/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
];

/** The browser and the system that a `User-Agent` stands for, as far as it is known; otherwise its first words. */
export function browserOf(userAgent) {
  const browser = BROWSERS.find(([, form]) => form.test(userAgent));
  const system = SYSTEMS.find(([, form]) => form.test(userAgent));
  if (!browser) return userAgent.length > 40 ? `${userAgent.slice(0, 40)}…` : userAgent;
  const name = `${browser[0]} ${browser[1].exec(userAgent)[1]}`;
  return system ? `${name}, ${system[0]}` : name;
}
