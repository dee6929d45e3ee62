import { type Context, Hono } from 'hono';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { isFromFormerAddress, type SubscriberFile } from '../../domain/subscriber';
import { frequencyWording } from '../../rendering/frequency-wording';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { renderErasedPage, renderGonePage } from '../../rendering/pages/manage/account-answers';
import { answerTo } from '../../rendering/pages/manage/notices';
import {
  DOWNLOAD_PATH,
  MANAGE_PATHS,
  type ManagePage,
  type ManageView,
} from '../../rendering/pages/manage/views';
import { ACCEPT_BROAD } from '../../rendering/pages/preview';
import { tokenPath } from '../../rendering/pages/token-path';
import { HISTORY_WORDING } from '../../rendering/wording/history';
import { MANAGE_WORDING } from '../../rendering/wording/manage';
import type { ConsentTo } from '../../use-cases/manage-subscriptions';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { clientNetwork } from './form-sender';
import { parseAction } from './manage-action';
import {
  type ManagePagesDependencies,
  managePages,
  type Shown,
  type ShownPage,
} from './manage-pages';
import { pageLanguage } from './page-language';

type ManageDependencies = ManagePagesDependencies &
  Pick<
    SiteDependencies,
    | 'links'
    | 'view'
    | 'subscriberFile'
    | 'manageSubscriptions'
    | 'explainAbsence'
    | 'exportSubscriber'
    | 'now'
  >;

/** The fields of a form that are shown again if one of them is refused. */
const ENTERED_FIELDS = [
  'expression',
  ACCEPT_BROAD,
  'frequency',
  'hour',
  'timeZone',
  'weekday',
  'monthDay',
  'wordingLanguage',
  'quietFrom',
  'quietTo',
  'maxAlertsPerDay',
  'until',
  'email',
];

/** The subscriber who has the link, and the token in it. */
interface Owner {
  token: string;
  file: SubscriberFile;
  language: WordingLanguage;
}

type Result = Partial<Pick<ManageView, 'notice' | 'errors' | 'entered'>>;

/** The result of a form. It is shown on `shownPage`, or else on the page that has the form. */
type Answered =
  | { outcome: 'done'; shownPage?: ShownPage; result?: Result; shown?: Shown }
  | { outcome: 'erased' };

/**
 * The pages on which a subscriber manages what they get, without a password: every email links to them.
 * Each page answers its own forms.
 */
export function manageRoutes(dependencies: ManageDependencies): Hono {
  const { links, view, subscriberFile, now } = dependencies;
  const render = managePages(dependencies);
  const app = new Hono();

  /** Answers with `respond` if the token of the address or form is valid, and its subscriber not erased. */
  const asOwner = async (
    context: Context,
    token: string,
    respond: (owner: Owner) => Promise<Response>,
  ): Promise<Response> => {
    const read = await links.read('manage', token);
    const expired = () => {
      const site = view(pageLanguage(context));
      return context.html(renderLinkExpiredPage({ ...site, purpose: 'manage', token }), 400);
    };
    if (read.outcome !== 'read') return expired();
    const file = await subscriberFile(read.claims.sub);
    if (file === undefined) return context.html(renderGonePage(view(pageLanguage(context))), 410);
    if (isFromFormerAddress(file.subscriber, read.issuedAt)) return expired();
    return respond({
      token,
      file,
      language: pageLanguage(context, file.subscriber.wordingLanguage),
    });
  };

  const manageView = (
    page: ShownPage,
    { token, file, language }: Owner,
    result: Result = {},
  ): ManageView => ({
    ...view(language),
    // The answer to a form has no address of its own.
    path: tokenPath(pathOf(page), token),
    token,
    subscriber: file.subscriber,
    errors: {},
    entered: {},
    ...result,
  });

  const consentTo =
    (context: Context, language: WordingLanguage): ConsentTo =>
    (expression, frequency) => {
      const { label } = frequencyWording(language)[frequency];
      const text = MANAGE_WORDING[language].consent(expression, label);
      return { how: 'confirmed', at: now(), text, network: clientNetwork(context), language };
    };

  const get = (page: ManagePage) => (context: Context) =>
    asOwner(context, context.req.query('token') ?? '', async (owner) => {
      const after = context.req.query('after');
      const shown = after === undefined ? {} : { after };
      return context.html(await render(page, manageView(page, owner), owner.file, shown));
    });

  const post = (page: ManagePage) => async (context: Context) => {
    const field = await formFields(context);
    const token = context.req.query('token') ?? field('token');
    return asOwner(context, token, async (owner) => {
      const { subscriberId } = owner.file.subscriber;
      const answered = await answer(context, owner, field);
      if (answered.outcome === 'erased')
        return context.html(renderErasedPage(view(owner.language)));
      const { shownPage = page, result = {}, shown = {} } = answered;
      // Reads again what was just changed, which may be the language.
      const file = (await subscriberFile(subscriberId)) ?? owner.file;
      const language = pageLanguage(context, file.subscriber.wordingLanguage);
      const shownView = manageView(shownPage, { token, file, language }, result);
      const html = await render(shownPage, shownView, file, shown);
      return context.html(html, result.errors ? 400 : 200);
    });
  };

  /** Does what the form asks for, and says what to show. */
  const answer = async (
    context: Context,
    { file, language }: Owner,
    field: (name: string) => string,
  ): Promise<Answered> => {
    const action = parseAction(field, consentTo(context, language));
    if (action === undefined) return { outcome: 'done' };
    if (action.action === 'open-topic') {
      return { outcome: 'done', shownPage: 'topic', shown: { topicId: action.topicId } };
    }
    if (action.action === 'preview-topic') {
      const { topicId } = action;
      return {
        outcome: 'done',
        shownPage: 'topic',
        shown: { topicId },
        result: { entered: enteredFields(field) },
      };
    }
    if (action.action === 'explain-absence') {
      const { url } = action;
      const found = await dependencies.explainAbsence(file, url);
      const isReadable = found.outcome !== 'unreadable';
      const { unreadable } = HISTORY_WORDING[language].absence;
      const result = isReadable ? {} : { errors: { url: unreadable } };
      return { outcome: 'done', shownPage: 'absence', shown: { url, found }, result };
    }
    const managed = await dependencies.manageSubscriptions(file, action);
    if (managed.outcome === 'erased') return { outcome: 'erased' };
    const shownLanguage =
      managed.outcome === 'preferences-set'
        ? pageLanguage(context, managed.wordingLanguage)
        : language;
    const { timeZone } = file.subscriber;
    const result = answerTo(managed, { ...view(shownLanguage), timeZone });
    if (!('errors' in result)) return { outcome: 'done', result };
    const entered = enteredFields(field);
    const editor = /^(add|edit)-topic$/.test(action.action)
      ? { shownPage: 'topic' as const, shown: { topicId: field('topicId') } }
      : {};
    return { outcome: 'done', result: { ...result, entered }, ...editor };
  };

  for (const page of Object.keys(MANAGE_PATHS) as ManagePage[]) {
    app.get(MANAGE_PATHS[page], get(page));
    app.post(MANAGE_PATHS[page], post(page));
  }

  app.get(DOWNLOAD_PATH, (context) =>
    asOwner(context, context.req.query('token') ?? '', async ({ file }) => {
      const held = await dependencies.exportSubscriber(file);
      context.header('Content-Disposition', 'attachment; filename="subscription.json"');
      context.header('Content-Type', 'application/json; charset=utf-8');
      return context.body(JSON.stringify(held, null, 2));
    }),
  );
  return app;
}

function enteredFields(field: (name: string) => string): ManageView['entered'] {
  return Object.fromEntries(ENTERED_FIELDS.map((name) => [name, field(name)]));
}

function pathOf(page: ShownPage): string {
  return MANAGE_PATHS[page === 'topic' ? 'topics' : page];
}
