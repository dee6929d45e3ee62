import { type Context, Hono } from 'hono';
import { FREQUENCIES } from '../../domain/frequency';
import type { SubscriberFile } from '../../domain/subscriber';
import { renderLinkExpiredPage } from '../../rendering/pages/error-pages';
import { renderManagePage } from '../../rendering/pages/manage-page';
import { MANAGE_ACTIONS, type ManageView } from '../../rendering/pages/page-views';
import { formFields } from './form';
import type { SiteParts } from './site-parts';

type Done = Partial<Pick<ManageView, 'notice' | 'errors' | 'hour' | 'digestTimeZone'>>;

/** What a subscriber follows, how often and when; reached by the link in every mail. */
export function manageRoutes(parts: SiteParts): Hono {
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
    return show(context, token, read.claims, await act(parts, file, field));
  });
  return app;
}

async function act(
  parts: SiteParts,
  file: SubscriberFile,
  field: (name: string) => string,
): Promise<Done> {
  const { subscriberId } = file.subscriber;
  const subscription = file.subscriptions.find(({ topicId }) => topicId === field('topicId'));
  switch (field('action')) {
    case MANAGE_ACTIONS.stop:
      if (subscription === undefined) return { notice: 'You do not follow that topic.' };
      await parts.unfollow(subscriberId, subscription.topicId);
      return { notice: `You no longer follow ${subscription.expression}.` };
    case MANAGE_ACTIONS.setFrequency: {
      const frequency = FREQUENCIES.find((one) => one === field('frequency'));
      if (subscription === undefined || frequency === undefined) return {};
      const { address, timeZone, hour } = file.subscriber;
      const { expression, language, consent } = subscription;
      const request = { address, expressions: [expression], language, frequency, timeZone, hour };
      await parts.followTopics(request, consent);
      return { notice: `You now follow ${expression} ${NAMES[frequency]}.` };
    }
    case MANAGE_ACTIONS.setSchedule: {
      const { hour, timeZone } = { hour: field('hour'), timeZone: field('timeZone') };
      const set = await parts.setSchedule(file, { hour, timeZone });
      if (set.outcome === 'set') return { notice: 'Your digests come at the new time.' };
      return { errors: set.errors, hour, digestTimeZone: timeZone };
    }
    case MANAGE_ACTIONS.stopEverything:
      await parts.stopEverything(subscriberId);
      return { notice: 'You follow no topics any more, and get no more mails.' };
    default:
      return {};
  }
}

const NAMES = { instant: 'at once', daily: 'in a daily digest', weekly: 'in a weekly digest' };

function manageView(parts: SiteParts, token: string, file: SubscriberFile): ManageView {
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
