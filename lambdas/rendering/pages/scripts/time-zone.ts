import { FOLLOW_FIELDS } from '../follow-fields';

/**
 * Chooses the browser's time zone in a form that still has the site's own, and says in a hidden field that
 * it was a guess: it must not change the time zone of someone who has chosen one before.
 */
export const TIME_ZONE = `
const list = document.querySelector('select[data-guess]');
const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (list && guess) {
  const name = guess.replaceAll('_', ' ');
  if (list.value === list.dataset.guess) {
    if (![...list.options].some((option) => option.value === name)) list.add(new Option(name));
    list.value = name;
  }
  const hidden = document.createElement('input');
  hidden.type = 'hidden';
  hidden.name = '${FOLLOW_FIELDS.guessedTimeZone}';
  hidden.value = guess;
  list.form.append(hidden);
}`;
