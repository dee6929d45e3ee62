import { type Context, Hono } from 'hono';
import type { SubscriberFile } from '../../domain/subscriber';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { renderManagePage } from '../../rendering/pages/manage-page';
import { MANAGE_ACTIONS, type ManageView } from '../../rendering/pages/page-views';
import type { ManageAction, ManageOutcome } from '../../use-cases/manage-subscriptions';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';

type Done = Partial<Pick<ManageView, 'notice' | 'errors' | 'hour' | 'digestTimeZone'>>;

/** What a subscriber follows, how often and when; reached by the link in every mail. */
export function manageRoutes(parts: SiteDependencies): Hono {
  const app = new Hono();
  const { links, view } = parts;
  const expired = (context: Context) =>
    context.html(renderLinkExpiredPage({ ...view, purpose: 'manage' }), 400);

  const show = async (context: Context, token: string, subscriberId: string, done: Done) => {
    const file = await parts.subscriberFile(subscriberId);
    if (file === undefined) return expired(context);
    const status = done.errors ? 400 : 200;
    return context.html(renderManagePage({ ...manageView(parts, token, file), ...done }), status);
  };

  app.get('/manage', async (context) => {
    const token = context.req.query('token') ?? '';
    const read = await links.readManage(token);
    return read.outcome === 'read' ? show(context, token, read.claims, {}) : expired(context);
  });

  app.post('/manage', async (context) => {
    const field = await formFields(context);
    const token = field('token');
    const read = await links.readManage(token);
    if (read.outcome !== 'read') return expired(context);
    const file = await parts.subscriberFile(read.claims);
    if (file === undefined) return expired(context);
    const wish = wishOf(field);
    const done = wish ? doneBy(wish, await parts.manageSubscriptions(file, wish)) : {};
    return show(context, token, read.claims, done);
  });
  return app;
}

/** What the form asks for; undefined when it is none of ours. */
function wishOf(field: (name: string) => string): ManageAction | undefined {
  const [action, topicId] = [field('action'), field('topicId')];
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
      return undefined;
  }
}

/** What the page says of it; a refused schedule is shown again as it was typed. */
function doneBy(wish: ManageAction, managed: ManageOutcome): Done {
  switch (managed.outcome) {
    case 'stopped':
      return { notice: `You no longer follow ${managed.expression}.` };
    case 'frequency-set':
      return { notice: `You now follow ${managed.expression} ${NAMES[managed.frequency]}.` };
    case 'schedule-set':
      return { notice: 'Your digests come at the new time.' };
    case 'schedule-refused':
      return {
        errors: managed.errors,
        ...(wish.action === 'set-schedule'
          ? { hour: wish.hour, digestTimeZone: wish.timeZone }
          : {}),
      };
    case 'stopped-everything':
      return { notice: 'You follow no topics any more, and get no more mails.' };
    case 'nothing-to-do':
      return { notice: 'You do not follow that topic.' };
    default:
      return managed satisfies never;
  }
}

const NAMES = { instant: 'at once', daily: 'in a daily digest', weekly: 'in a weekly digest' };

function manageView(parts: SiteDependencies, token: string, file: SubscriberFile): ManageView {
  const { address, hour, timeZone } = file.subscriber;
  return {
    ...parts.view,
    token,
    email: address,
    topics: file.subscriptions.map(({ topicId, expression, frequency }) => ({
      topicId,
      expression,
      topicUrl: parts.pages.topic(topicId),
      frequency,
    })),
    hour: String(hour),
    digestTimeZone: timeZone,
    errors: {},
  };
}
