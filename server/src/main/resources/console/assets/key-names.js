import { t } from './i18n.js';
import { session } from './session.js';

/** A key by its name and its id, because two keys can have one name. */
export function named(key) {
  if (!key) return '–';
  return key.id === session()?.console_key ? t('tasks.console') : `${key.name} (${key.id})`;
}
