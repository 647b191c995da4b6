import { has, lasting, number, t } from '../i18n.js';

/** Milliseconds as people say them, short ones with a tenth; null for a task that was never begun. */
export function waitText(milliseconds) {
  if (milliseconds === null) return '–';
  const seconds = milliseconds / 1000;
  return seconds < 60 ? t('time.seconds', { n: number(seconds, { maximumFractionDigits: 1 }) }) : lasting(seconds);
}

/** What an error of a task means. `meaning`: in the server's words. */
export function failureText(code, meaning) {
  return has(`error.${code}`) ? t(`error.${code}`) : meaning;
}
