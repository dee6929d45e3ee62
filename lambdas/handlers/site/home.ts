import { Hono } from 'hono';
import { renderHomePage } from '../../rendering/pages/home-page';
import type { FollowFormErrors, FollowFormValues } from '../../rendering/pages/page-views';
import { renderCheckInboxPage } from '../../rendering/pages/subscribing-pages';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';

const SHOWN = 12;

/** The home page and its form: what is asked there is asked again by mail. */
export function followRoutes(parts: SiteDependencies): Hono {
  const app = new Hono();
  const homePage = async (form: FollowFormValues, errors: FollowFormErrors) =>
    renderHomePage({
      ...parts.view,
      form,
      errors,
      suggestions: parts.suggestedTopics,
      briefings: (await parts.latestHeadings(SHOWN)).map((briefing) => ({
        briefing,
        pageUrl: parts.pages.briefing(briefing.briefingId),
      })),
    });

  app.get('/', async (context) =>
    context.html(await homePage(emptyForm(parts, context.req.query('topic') ?? ''), {})),
  );

  app.post('/subscribe', async (context) => {
    const field = await formFields(context);
    const form = {
      email: field('email'),
      expression: field('expression'),
      frequency: field('frequency'),
      timeZone: field('timeZone'),
      hour: field('hour'),
    };
    const asked = await parts.askToFollow({ ...form, expressions: [form.expression] });
    if (asked.outcome === 'refused') return context.html(await homePage(form, asked.errors), 400);
    const { address: email, expressions } = asked.follow;
    const expression = expressions.join(', ');
    return context.html(renderCheckInboxPage({ ...parts.view, email, expression }), 202);
  });
  return app;
}

function emptyForm({ defaults }: SiteDependencies, expression: string): FollowFormValues {
  const { timeZone, hour } = defaults;
  return { email: '', expression, frequency: 'instant', timeZone, hour: String(hour) };
}
