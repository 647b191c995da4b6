import { has, number, t } from '../i18n.js';

/** Milliseconds as people say them; null for a task that was never begun. */
export function waitText(milliseconds) {
  if (milliseconds === null) return '–';
  if (milliseconds < 60_000) return t('overview.seconds', { n: number(milliseconds / 1000, { maximumFractionDigits: 1 }) });
  if (milliseconds < 5_400_000) return t('time.minutes', { n: Math.round(milliseconds / 60_000) });
  return t('time.hours', { n: Math.round(milliseconds / 3_600_000) });
}

/** What an error of a task means. `meaning`: in the server's words. */
export function failureText(code, meaning) {
  return has(`error.${code}`) ? t(`error.${code}`) : meaning;
}
