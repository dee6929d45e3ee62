import { type Context, Hono } from 'hono';
import { renderHomePage } from '../../rendering/pages/home-page';
import type { FollowFormValues, HomeView } from '../../rendering/pages/page-views';
import { renderCheckInboxPage } from '../../rendering/pages/subscribing-pages';
import { formatWait } from '../../rendering/wait-wording';
import { refusalTexts } from '../../rendering/wording/refusals';
import type { SiteDependencies } from '../wiring/site';
import { askerOf } from './asker';
import { formFields } from './form-fields';
import { pageLanguage } from './page-language';
import { requestOrigin } from './request-safety';

type HomeDependencies = Pick<
  SiteDependencies,
  | 'logger'
  | 'view'
  | 'pages'
  | 'defaults'
  | 'suggestedTopics'
  | 'latestHeadings'
  | 'requestConfirmation'
  | 'siteUrl'
  | 'formOrigins'
  | 'stampForm'
>;

/** How many of the latest briefings the home page lists. */
const MAX_BRIEFINGS = 12;

/** The home page and its form. Every request must be confirmed by email. */
export function homeRoutes(dependencies: HomeDependencies): Hono {
  const { view, pages, defaults, suggestedTopics, latestHeadings } = dependencies;
  const app = new Hono();
  const homePage = async (
    context: Context,
    form: FollowFormValues,
    problems: Partial<Pick<HomeView, 'errors' | 'tryAgain' | 'misspelled'>> = {},
    stamp = '',
  ) =>
    renderHomePage({
      ...view(pageLanguage(context)),
      stamp: await dependencies.stampForm(stamp),
      form,
      errors: {},
      ...problems,
      suggestions: suggestedTopics,
      briefings: (await latestHeadings(MAX_BRIEFINGS)).map((briefing) => ({
        briefing,
        pageUrl: pages.briefing(briefing.briefingId),
      })),
    });

  app.get('/', async (context) =>
    context.html(await homePage(context, emptyForm(defaults, context.req.query('topic') ?? ''))),
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
    const asker = askerOf(context, field, formOrigin(context, dependencies));
    const requested = await dependencies.requestConfirmation(
      { ...form, expressions: [form.expression], isPrefilled: true },
      asker,
    );
    const formAgain = (problems: Parameters<typeof homePage>[2]) =>
      homePage(context, form, problems, asker.guard.stamp);
    switch (requested.outcome) {
      case 'read': {
        const { address: email, expressions } = requested.follow;
        return context.html(
          renderCheckInboxPage({ ...view(pageLanguage(context)), email, expressions }),
          202,
        );
      }
      case 'refused': {
        const errors = refusalTexts(requested.errors, pageLanguage(context));
        return context.html(await formAgain({ errors }), 400);
      }
      case 'misspelled':
        return context.html(await formAgain({ misspelled: requested.suggestion }), 400);
      case 'limited': {
        const { retryAfterSeconds } = requested;
        context.header('Retry-After', String(retryAfterSeconds));
        // The same for every limit, so that it tells nothing about the address.
        return context.html(await formAgain({ tryAgain: formatWait(retryAfterSeconds) }), 429);
      }
      default:
        return requested satisfies never;
    }
  });
  return app;
}

function emptyForm(
  { timeZone, hour }: HomeDependencies['defaults'],
  expression: string,
): FollowFormValues {
  return { email: '', expression, frequency: 'instant', timeZone, hour: String(hour) };
}

/** Whether the form is on one of the sites that may embed it. */
function formOrigin(
  context: Context,
  dependencies: Pick<HomeDependencies, 'siteUrl' | 'formOrigins'>,
): 'site' | 'embedded' {
  return requestOrigin(context, dependencies) === 'embedded' ? 'embedded' : 'site';
}
