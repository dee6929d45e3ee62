import { Hono } from 'hono';
import { renderHomePage } from '../../rendering/pages/home-page';
import type { FollowFormErrors, FollowFormValues } from '../../rendering/pages/page-views';
import { renderCheckInboxPage } from '../../rendering/pages/subscribing-pages';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';

type HomeDependencies = Pick<
  SiteDependencies,
  'view' | 'pages' | 'defaults' | 'suggestedTopics' | 'latestHeadings' | 'requestConfirmation'
>;

/** How many of the latest briefings the home page lists. */
const MAX_BRIEFINGS = 12;

/** The home page and its form. Every request must be confirmed by email. */
export function homeRoutes(dependencies: HomeDependencies): Hono {
  const { view, pages, defaults, suggestedTopics, latestHeadings } = dependencies;
  const app = new Hono();
  const homePage = async (form: FollowFormValues, errors: FollowFormErrors) =>
    renderHomePage({
      ...view,
      form,
      errors,
      suggestions: suggestedTopics,
      briefings: (await latestHeadings(MAX_BRIEFINGS)).map((briefing) => ({
        briefing,
        pageUrl: pages.briefing(briefing.briefingId),
      })),
    });

  app.get('/', async (context) =>
    context.html(await homePage(emptyForm(defaults, context.req.query('topic') ?? ''), {})),
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
    const requested = await dependencies.requestConfirmation({
      ...form,
      expressions: [form.expression],
      isPrefilled: true,
    });
    if (requested.outcome === 'refused') {
      return context.html(await homePage(form, requested.errors), 400);
    }
    const { address: email, expressions } = requested.follow;
    return context.html(renderCheckInboxPage({ ...view, email, expressions }), 202);
  });
  return app;
}

function emptyForm(
  { timeZone, hour }: HomeDependencies['defaults'],
  expression: string,
): FollowFormValues {
  return { email: '', expression, frequency: 'instant', timeZone, hour: String(hour) };
}
