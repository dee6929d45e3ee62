import { type Context, Hono } from 'hono';
import type { SubscriberFile } from '../../domain/subscriber';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { formatManageNotice } from '../../rendering/pages/manage-notice';
import { renderManagePage } from '../../rendering/pages/manage-page';
import { MANAGE_ACTIONS, type ManageView, type SiteView } from '../../rendering/pages/page-views';
import type { ManageAction, ManageOutcome } from '../../use-cases/manage-subscriptions';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';

type ManageDependencies = Pick<
  SiteDependencies,
  'links' | 'view' | 'pages' | 'subscriberFile' | 'manageSubscriptions'
>;

/** The parts of the page that depend on what was just done. */
type Result = Partial<Pick<ManageView, 'notice' | 'errors' | 'hour' | 'digestTimeZone'>>;

/** What a subscriber follows, how often and when. Every email links here. */
export function manageRoutes(dependencies: ManageDependencies): Hono {
  const { links, view, subscriberFile, manageSubscriptions } = dependencies;
  const app = new Hono();
  const expired = (context: Context) =>
    context.html(renderLinkExpiredPage({ ...view(pageLanguage(context)), purpose: 'manage' }), 400);

  const show = async (context: Context, token: string, subscriberId: string, result: Result) => {
    const file = await subscriberFile(subscriberId);
    if (file === undefined) return expired(context);
    const site = view(pageLanguage(context, file.subscriber.wordingLanguage));
    const page = renderManagePage({ ...manageView(dependencies, site, token, file), ...result });
    return context.html(page, result.errors ? 400 : 200);
  };

  app.get('/manage', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.read('manage', token);
    return read.outcome === 'read' ? show(context, token, read.claims.sub, {}) : expired(context);
  });

  app.post('/manage', async (context) => {
    const field = await formFields(context);
    const token = field('token');
    const read = await links.read('manage', token);
    if (read.outcome !== 'read') return expired(context);
    const file = await subscriberFile(read.claims.sub);
    if (file === undefined) return expired(context);
    const action = parseAction(field);
    const result = action ? resultOf(action, await manageSubscriptions(file, action)) : {};
    return show(context, token, read.claims.sub, result);
  });
  return app;
}

/** What the form asks for; undefined for an action that does not exist. */
function parseAction(field: (name: string) => string): ManageAction | undefined {
  const [action, topicId] = [field('action'), field('topicId')];
  if (!isManageAction(action)) return undefined;
  switch (action) {
    case MANAGE_ACTIONS.stop:
      return { action, topicId };
    case MANAGE_ACTIONS.setFrequency:
      return { action, topicId, frequency: field('frequency') };
    case MANAGE_ACTIONS.setSchedule:
      return { action, hour: field('hour'), timeZone: field('timeZone') };
    case MANAGE_ACTIONS.stopEverything:
      return { action };
    default:
      return action satisfies never;
  }
}

function isManageAction(text: string): text is ManageAction['action'] {
  return Object.values<string>(MANAGE_ACTIONS).includes(text);
}

/** A refused schedule is shown again as it was typed. */
function resultOf(action: ManageAction, managed: ManageOutcome): Result {
  if (managed.outcome !== 'schedule-refused') return { notice: formatManageNotice(managed) };
  const typed =
    action.action === 'set-schedule' ? { hour: action.hour, digestTimeZone: action.timeZone } : {};
  return { errors: managed.errors, ...typed };
}

function manageView(
  { pages }: Pick<ManageDependencies, 'pages'>,
  site: SiteView,
  token: string,
  file: SubscriberFile,
): ManageView {
  const { address, hour, timeZone } = file.subscriber;
  return {
    ...site,
    token,
    email: address,
    topics: file.subscriptions.map(({ topicId, expression, frequency }) => ({
      topicId,
      expression,
      topicUrl: pages.topic(topicId),
      frequency,
    })),
    hour: String(hour),
    digestTimeZone: timeZone,
    errors: {},
  };
}
