/** Words of a question that say nothing about what is looked for. */
const EMPTY = new Set('a an and are can do does for from get have how i in is it my of on or the to use what when where which why with you'.split(' '));

/** The words that count, or all where none would be left. */
export function telling(words) {
  const left = words.filter((word) => word && !EMPTY.has(word));
  return left.length ? left : words;
}

/** The known word that is nearest to a misspelt one, or the word itself. */
export function corrected(word, known) {
  const most = word.length < 5 ? 1 : 2;
  let best = word;
  let least = most + 1;
  for (const each of known) {
    if (Math.abs(each.length - word.length) > most || each[0] !== word[0]) continue;
    const far = distance(word, each, least);
    if (far < least) [best, least] = [each, far];
  }
  return best;
}

/** The edit distance of two words, with exchanged neighbours as one edit; `enough` where it is at least that. */
function distance(a, b, enough) {
  let before = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) >= enough) return enough;
    [before, last] = [last, row];
  }
  return last[b.length];
}
