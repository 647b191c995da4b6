import { session } from './session.js';

const NAME = 'zimage.draft';

/** What a batch of whoever is signed in is kept under. */
export const batchName = () => `batch.${session().person.id}`;

/** The order that was being written in this tab, by whoever is signed in; null when there is none. */
export function draft() {
  try {
    const { person, order } = JSON.parse(sessionStorage.getItem(NAME)) ?? {};
    return person === session()?.person.id ? order : null;
  } catch {
    return null;
  }
}

/** Keeps an order that is being written, so that a look at another page or a session that ends does not lose it. */
export function keepDraft(order) {
  try {
    // Files are too large to be kept.
    const image_urls = order.image_urls?.filter((url) => !url.startsWith('data:'));
    sessionStorage.setItem(NAME, JSON.stringify({ person: session().person.id, order: { ...order, image_urls } }));
  } catch {
    // It holds until one leaves the page.
  }
}

export function dropDraft() {
  try {
    sessionStorage.removeItem(NAME);
  } catch {
    // Then there was none.
  }
}
