import { FOLLOW_FIELDS } from '../follow-fields';

/**
 * Fills in the browser's time zone in a form that still has the site's own, and says in a hidden field that
 * it was a guess: it must not change the time zone of someone who has chosen one before. Offers all zones
 * that the browser knows.
 */
export const TIME_ZONE = `
const zone = document.querySelector('input[data-guess]');
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
const nameOf = (name) => name.replaceAll('_', ' ');
if (zone) {
  zone.addEventListener('focus', () => {
    const options = Intl.supportedValuesOf?.('timeZone').map((name) => new Option('', nameOf(name)));
    if (options) zone.list.replaceChildren(...options);
    zone.select();
  }, { once: true });
}
if (zone && guess) {
  if (zone.value === zone.dataset.guess) zone.value = nameOf(guess);
  const hidden = document.createElement('input');
  hidden.type = 'hidden';
  hidden.name = '${FOLLOW_FIELDS.guessedTimeZone}';
  hidden.value = guess;
  zone.form.append(hidden);
}`;
