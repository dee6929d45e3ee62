import type { WordingLanguage } from '../../lambdas/domain/languages/wording-language';
import { MANAGE_ACTIONS, MANAGE_PATHS } from '../../lambdas/rendering/pages/manage/views';
import { OTHER_TOPIC_PATHS } from '../../lambdas/rendering/pages/other-topic-page';
import { advanceClock } from '../support/clock';
import { type Journey, linkIn } from '../support/journey';
import { rawCommand } from '../support/raw-command';
import { BROAD_EXPRESSION, inLanguage, newest, preferences, readerOf } from './reader-site';

type Fields = Record<string, string>;

/** The HTML of every page that the site can show but the failure page, in a language, by what it shows. */
export async function allPages(
  journey: Journey,
  language: WordingLanguage,
): Promise<Map<string, string>> {
  // The limits of sign-ups per network have recovered from the last language.
  advanceClock({ hours: 2 });
  const pages = new Map<string, string>();
  const keep = (name: string, status: number, answer: { status: number; html: string }) => {
    if (answer.status !== status) throw new Error(`${name}: ${answer.status} instead of ${status}`);
    pages.set(name, answer.html);
    return answer.html;
  };
  const get = async (name: string, path: string, status = 200) =>
    keep(name, status, await journey.get(inLanguage(path, language)));
  const post = async (name: string, path: string, fields: Fields, status = 200) =>
    keep(name, status, await journey.post(inLanguage(path, language), fields));
  const visitor = { journey, language, get, post };

  await publicPages(visitor);
  await signUpPages(visitor);
  await commandPages(visitor);
  const manage = await managePages(visitor);
  await leavingPages(visitor, manage);
  await get('a page that does not exist', '/nowhere', 404);
  await post('a form that is too large', '/subscribe', { expression: 'x'.repeat(70_000) }, 413);
  return pages;
}

interface Visitor {
  journey: Journey;
  language: WordingLanguage;
  get(name: string, path: string, status?: number): Promise<string>;
  post(name: string, path: string, fields: Fields, status?: number): Promise<string>;
}

async function publicPages({ journey, language, get, post }: Visitor): Promise<void> {
  await get('home', '/');
  await get('home with a topic', '/?topic=Gaza+aid');
  await get('archive', '/archive');
  await get('a search', '/archive?q=Gaza+aid');
  await get('a search for nothing', '/archive?q=zzzz');
  await get('a search that is refused', '/archive?q=the', 400);
  await get('a briefing', '/briefings/rafah');
  await get('an Arabic briefing', '/briefings/ar');
  await get('a topic', linkIn(newest(journey, readerOf(language), 'alert'), 'topics'));
  await get('privacy', '/privacy');
  const form = { email: '', frequency: 'daily', timeZone: 'Europe/Berlin', hour: '8' };
  await post('a broad preview', '/preview', { ...form, expression: BROAD_EXPRESSION });
  await post('a narrow preview', '/preview', { ...form, expression: 'Gaza zzzz' });
  await post('a refused preview', '/preview', { ...form, expression: 'the' });
}

async function signUpPages({ journey, language, get, post }: Visitor): Promise<void> {
  const email = `new-${language}@example.org`;
  const form = { email, frequency: 'weekly', timeZone: 'Europe/Berlin', hour: '8' };
  await post('a form with errors', '/subscribe', { expression: 'the', email: 'nobody' }, 400);
  const misspelled = { ...form, email: 'ann@gmial.com', expression: 'Rafah' };
  await post('a misspelled address', '/subscribe', misspelled, 400);
  const broad = { ...form, expression: BROAD_EXPRESSION };
  await post('a topic that is too broad', '/subscribe', broad, 400);
  await post('check your inbox', '/subscribe', { ...form, expression: 'Rafah' }, 202);
  await journey.stack.idle();
  const confirmation = newest(journey, email);
  const confirm = linkIn(confirmation, 'confirm');
  await get('confirm', confirm);
  const otherTopic = confirm.replace('/confirm', OTHER_TOPIC_PATHS.page);
  await get('another topic', otherTopic);
  await post('another topic with errors', otherTopic, { ...form, expression: 'the' }, 400);
  const preview = confirm.replace('/confirm', OTHER_TOPIC_PATHS.preview);
  await post('a preview of another topic', preview, { ...form, expression: 'Gaza zzzz' });
  await post('welcome', confirm, {});
  await get('already confirmed', confirm);
  const neverAsk = linkIn(confirmation, 'never-ask');
  await get('never ask', neverAsk);
  await post('never asked', neverAsk, {});
  await post('asked again', neverAsk, { undo: 'yes' });
  await get('an expired link', '/confirm?token=old', 400);
}

/** What the link of an answer to an email opens. */
async function commandPages({ journey, language, get, post }: Visitor): Promise<void> {
  const from = `by-email-${language}@example.org`;
  const raw = rawCommand({ from, text: 'daily Rafah\nweekly Gaza aid' });
  await journey.api('/api/emails/receive', { raw: raw.toString('base64'), dmarc: 'gray' });
  await journey.stack.idle();
  // The email is in English, and so would the page be.
  const link = linkIn(newest(journey, from), 'commands');
  const commands = link.replace('lang=en', `lang=${language}`);
  await get('commands', commands);
  await post('commands done', commands, {});
  await get('commands done already', commands);
}

/** Ends with the change of the address, after which older links to manage no longer work; returns a new one. */
async function managePages({ journey, language, get, post }: Visitor): Promise<string> {
  const alert = newest(journey, readerOf(language), 'alert');
  const manage = linkIn(alert, 'manage');
  const page = (name: keyof typeof MANAGE_PATHS) => manage.replace('/manage', MANAGE_PATHS[name]);
  const { explainAbsence, changeAddress, erase, addTopic, editTopic, openTopic } = MANAGE_ACTIONS;
  const { previewTopic, pause, resume } = MANAGE_ACTIONS;
  const mute = linkIn(alert, 'mute');
  await get('mute', mute);
  await post('muted', mute, {});
  await get('settings with a muted story', page('settings'));
  await post('not muted any more', mute, { undo: 'yes' });
  const topics = await get('topics', manage);
  for (const name of ['settings', 'sent', 'absence', 'account'] as const)
    await get(name, page(name));
  const topicId = /name="topicId" value="([^"]+)"/.exec(topics)?.[1] ?? '';
  await post('edit a topic', manage, { action: openTopic, topicId });
  await post('a preview of an edited topic', manage, {
    action: previewTopic,
    topicId,
    expression: 'Gaza aid',
  });
  await post(
    'a refused topic',
    manage,
    { action: addTopic, expression: 'the', frequency: 'daily' },
    400,
  );
  await post(
    'a refused change of a topic',
    manage,
    { action: editTopic, topicId, expression: 'the' },
    400,
  );
  await post('a refused pause', manage, { action: pause, until: '2020-01-01' }, 400);
  const tomorrow = new Date(Date.now() + 9 * 24 * 3600_000).toISOString().slice(0, 10);
  await post('paused', manage, { action: pause, until: tomorrow });
  await post('resumed', manage, { action: resume });
  await post('saved settings', page('settings'), preferences({ wordingLanguage: language }));
  await post(
    'refused settings',
    page('settings'),
    preferences({ quietFrom: '8', quietTo: '' }),
    400,
  );
  const url = `${journey.stack.siteUrl}/briefings/border`;
  await post('why it came', page('absence'), { action: explainAbsence, url });
  await post('no web address', page('absence'), { action: explainAbsence, url: 'x' }, 400);
  await post('no email address', page('account'), { action: changeAddress, email: 'x' }, 400);
  const moved = `moved-${language}@example.org`;
  await post('link to a new address', page('account'), { action: changeAddress, email: moved });
  await journey.stack.idle();
  const change = linkIn(newest(journey, moved), 'change-address');
  await post('not ticked', page('account'), { action: erase }, 400);
  await get('change address', change);
  const changed = await post('changed address', change, {});
  await journey.stack.idle();
  return `/manage?token=${/manage\?token=([\w.-]+)/.exec(changed)?.[1]}`;
}

/** Ends with the erasure of the reader. */
async function leavingPages(
  { journey, language, get, post }: Visitor,
  manage: string,
): Promise<void> {
  const alert = newest(journey, readerOf(language), 'alert');
  const unsubscribe = linkIn(alert, 'unsubscribe');
  await get('unsubscribe', unsubscribe);
  const left = await post('unsubscribed', unsubscribe, {});
  const undo = /name="undo" value="([^"]+)"/.exec(left)?.[1] ?? '';
  await post('undone', unsubscribe, { undo });
  await post('too late to undo', unsubscribe, { undo }, 409);
  const token = new URLSearchParams(unsubscribe.split('?')[1]).get('token') ?? '';
  await get('send me a link', `/link?token=${token}`);
  await post('a link was sent', `/link?token=${token}`, {}, 202);
  await journey.stack.idle();
  const account = manage.replace('/manage', MANAGE_PATHS.account);
  await post('erased', account, { action: MANAGE_ACTIONS.erase, confirm: 'yes' });
  await get('gone', manage, 410);
}
