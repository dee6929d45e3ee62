import { type Context, Hono } from 'hono';
import type { Newsletter } from '../../domain/newsletters/newsletter';
import { newsletterTopic } from '../../domain/newsletters/newsletter-issue';
import { GUARD_FIELDS } from '../../domain/sign-up-guard';
import { FOLLOW_FIELDS, newsletterField } from '../../rendering/pages/follow-fields';
import { renderHomePage } from '../../rendering/pages/home-page';
import type { HomeFormValues, HomeView } from '../../rendering/pages/page-views';
import { ACCEPT_BROAD } from '../../rendering/pages/preview';
import { renderCheckInboxPage } from '../../rendering/pages/subscribing-pages';
import { PREVIEW_WORDING } from '../../rendering/wording/preview';
import { refusalTexts } from '../../rendering/wording/refusals';
import { isBroadTopicAccepted } from '../../use-cases/needs-acceptance';
import type { SiteDependencies } from '../wiring/site';
import { formFields } from './form-fields';
import { formSenderOf } from './form-sender';
import { pageLanguage } from './page-language';
import { requestOrigin } from './request-safety';

type HomeDependencies = Pick<
  SiteDependencies,
  | 'siteUrl'
  | 'formOrigins'
  | 'view'
  | 'pages'
  | 'defaults'
  | 'suggestedTopics'
  | 'inboundAddress'
  | 'latestHeadings'
  | 'previewExpression'
  | 'requestFollow'
  | 'stampForm'
>;

/** How many of the latest briefings the home page lists. */
const MAX_BRIEFINGS = 8;

/** What the form held. */
interface Posted extends HomeFormValues {
  /** The expression for which the box to accept a broad topic was ticked. */
  acceptBroad: string;
  guessedTimeZone: string;
  /** When the form was made: kept when it is shown again, so that nobody has to wait again. */
  stamp: string;
}

type Problems = Partial<Pick<HomeView, 'errors' | 'misspelled' | 'retryAfterSeconds'>>;

/** The home page and its form. Every request must be confirmed by email. */
export function homeRoutes(dependencies: HomeDependencies): Hono {
  const { view, pages, defaults } = dependencies;
  const app = new Hono();

  /** What the topic would have matched; nothing if none was entered. */
  const previewOf = async ({
    expression,
    acceptBroad,
  }: Posted): Promise<Pick<HomeView, 'preview'>> => {
    if (expression.trim() === '') return {};
    const previewed = await dependencies.previewExpression(expression, defaults.language);
    const acceptsBroad = isBroadTopicAccepted(expression, acceptBroad);
    return { preview: { previewed, acceptsBroad, briefingHref: pages.briefing } };
  };

  const homePage = async (context: Context, form: Posted, problems: Problems = {}) =>
    renderHomePage({
      ...view(pageLanguage(context)),
      stamp: await dependencies.stampForm(form.stamp),
      form,
      errors: {},
      guessesTimeZone: context.req.method === 'GET',
      ...problems,
      ...(await previewOf(form)),
      suggestions: dependencies.suggestedTopics,
      inboundAddress: dependencies.inboundAddress,
      briefings: (await dependencies.latestHeadings(MAX_BRIEFINGS)).map((briefing) => ({
        briefing,
        pageUrl: pages.briefing(briefing.briefingId),
      })),
    });

  app.get('/', async (context) =>
    context.html(await homePage(context, emptyForm(defaults, context.req.query('topic') ?? ''))),
  );

  // A POST, because the address that was typed must not become part of a URL.
  app.post('/preview', async (context) =>
    context.html(
      await homePage(
        context,
        postedForm(await formFields(context), view(pageLanguage(context)).newsletters),
      ),
    ),
  );

  app.post('/subscribe', async (context) => {
    const field = await formFields(context);
    const form = postedForm(field, view(pageLanguage(context)).newsletters);
    const sender = formSenderOf(context, field, formOrigin(context, dependencies));
    const language = pageLanguage(context);
    const requested = await dependencies.requestFollow(
      { ...form, expressions: chosenTopics(form), isPrefilled: true },
      sender,
      form.acceptBroad,
    );
    const formAgain = (problems: Problems) => homePage(context, form, problems);
    switch (requested.outcome) {
      case 'read': {
        const { address: email, expressions } = requested.follow;
        return context.html(renderCheckInboxPage({ ...view(language), email, expressions }), 202);
      }
      case 'refused': {
        const errors = refusalTexts(requested.errors, language);
        return context.html(await formAgain({ errors }), 400);
      }
      case 'too-broad': {
        const errors = { acceptBroad: PREVIEW_WORDING[language].tickBroad };
        return context.html(await formAgain({ errors }), 400);
      }
      case 'misspelled':
        return context.html(await formAgain({ misspelled: requested.suggestion }), 400);
      case 'limited': {
        const { retryAfterSeconds } = requested;
        context.header('Retry-After', String(retryAfterSeconds));
        // The same for every limit, so that it tells nothing about the address.
        return context.html(await formAgain({ retryAfterSeconds }), 429);
      }
      default:
        return requested satisfies never;
    }
  });
  return app;
}

/** One confirmation for all that was chosen together. A field that was left empty is refused if it is the only one. */
function chosenTopics({ newsletters, expression }: Posted): string[] {
  const ticked = newsletters.map(newsletterTopic);
  return expression.trim() === '' && ticked.length > 0 ? ticked : [...ticked, expression];
}

function postedForm(field: (name: string) => string, newsletters: readonly Newsletter[]): Posted {
  return {
    newsletters: newsletters
      .map(({ name }) => name)
      .filter((name) => field(newsletterField(name)) !== ''),
    email: field(FOLLOW_FIELDS.suggestedEmail) || field('email'),
    expression: field('expression'),
    frequency: field('frequency'),
    timeZone: field('timeZone'),
    hour: field('hour'),
    acceptBroad: field(ACCEPT_BROAD),
    guessedTimeZone: field(FOLLOW_FIELDS.guessedTimeZone),
    stamp: field(GUARD_FIELDS.stamp),
  };
}

function emptyForm({ timeZone, hour }: HomeDependencies['defaults'], expression: string): Posted {
  return {
    email: '',
    newsletters: [],
    expression,
    frequency: 'instant',
    timeZone,
    hour: String(hour),
    acceptBroad: '',
    guessedTimeZone: '',
    stamp: '',
  };
}

/** Whether the form is on one of the sites that may embed it. */
function formOrigin(
  context: Context,
  dependencies: Pick<HomeDependencies, 'siteUrl' | 'formOrigins'>,
): 'site' | 'embedded' {
  return requestOrigin(context, dependencies) === 'embedded' ? 'embedded' : 'site';
}
