import { type Context, Hono } from 'hono';
import type { FollowRequest } from '../../domain/follow-request';
import { otherTopicConsentText } from '../../rendering/consent-text';
import { FOLLOW_FIELDS } from '../../rendering/pages/follow-fields';
import { OTHER_TOPIC_PATHS, renderOtherTopicPage } from '../../rendering/pages/other-topic-page';
import type { OtherTopicView } from '../../rendering/pages/page-views';
import { ACCEPT_BROAD } from '../../rendering/pages/preview';
import { tokenPath } from '../../rendering/pages/token-path';
import { PREVIEW_WORDING } from '../../rendering/wording/preview';
import { refusalTexts } from '../../rendering/wording/refusals';
import type { OtherTopicForm } from '../../use-cases/choose-other-topic';
import { isBroadTopicAccepted } from '../../use-cases/needs-acceptance';
import type { SiteDependencies } from '../wiring/site';
import type { ConfirmationPages, OpenConfirmation } from './confirmation-pages';
import { formFields } from './form-fields';

type OtherTopicDependencies = Pick<
  SiteDependencies,
  'pages' | 'previewExpression' | 'chooseOtherTopic'
>;

/**
 * The form behind a confirmation link in which the owner of the mailbox follows a topic of their own. So
 * strangers who use up the emails that a mailbox gets in a day do not keep its owner from signing up.
 */
export function otherTopicRoutes(
  { pages, previewExpression, chooseOtherTopic }: OtherTopicDependencies,
  confirmation: ConfirmationPages,
): Hono {
  const app = new Hono();

  const page = async (
    context: Context,
    { site, token, link, described }: OpenConfirmation,
    form: OtherTopicForm,
    errors: OtherTopicView['errors'] = {},
  ) => {
    const { expression, acceptedBroad } = form;
    const previewed =
      expression.trim() === ''
        ? undefined
        : await previewExpression(expression, link.claims.follow.language);
    const acceptsBroad = isBroadTopicAccepted(expression, acceptedBroad);
    return renderOtherTopicPage({
      ...site,
      path: tokenPath(OTHER_TOPIC_PATHS.page, token),
      token,
      form,
      errors,
      guessesTimeZone: context.req.method === 'GET' && described.ownSchedule === undefined,
      ...(previewed ? { preview: { previewed, acceptsBroad, briefingHref: pages.briefing } } : {}),
    });
  };

  /** Answers the form, if the link in its address can be used. */
  const answer = async (
    context: Context,
    respond: (open: OpenConfirmation, form: OtherTopicForm) => Promise<Response>,
  ) => {
    const form = postedForm(await formFields(context));
    return confirmation.whileOpen(context, context.req.query('token') ?? '', (open) =>
      respond(open, form),
    );
  };

  app.get(OTHER_TOPIC_PATHS.page, (context) =>
    confirmation.whileOpen(context, context.req.query('token') ?? '', async (open) =>
      context.html(await page(context, open, emptyForm(open))),
    ),
  );

  app.post(OTHER_TOPIC_PATHS.preview, (context) =>
    answer(context, async (open, form) => context.html(await page(context, open, form))),
  );

  app.post(OTHER_TOPIC_PATHS.page, (context) =>
    answer(context, async (open, form) => {
      const { language } = open.site;
      const { follow: asked } = open.link.claims;
      const chosen = await chooseOtherTopic(asked, startOf(open), form);
      switch (chosen.outcome) {
        case 'refused': {
          const errors = refusalTexts(chosen.errors, language);
          return context.html(await page(context, open, form, errors), 400);
        }
        case 'too-broad': {
          const errors = { acceptBroad: PREVIEW_WORDING[language].tickBroad };
          return context.html(await page(context, open, form, errors), 400);
        }
        case 'read': {
          const follow: FollowRequest = { ...chosen.follow, wordingLanguage: language };
          const { expressions, frequency, hour, timeZone } = follow;
          const shown = otherTopicConsentText({
            expressions,
            schedule: { frequency, hour, timeZone },
            language,
            newsletters: open.site.newsletters,
          });
          return confirmation.confirm(context, open, follow, shown);
        }
        default:
          return chosen satisfies never;
      }
    }),
  );
  return app;
}

function postedForm(field: (name: string) => string): OtherTopicForm {
  return {
    expression: field('expression'),
    acceptedBroad: field(ACCEPT_BROAD),
    frequency: field('frequency'),
    timeZone: field('timeZone'),
    hour: field('hour'),
    guessedTimeZone: field(FOLLOW_FIELDS.guessedTimeZone),
  };
}

/** The form starts with the frequency of the email's topic. */
function emptyForm(open: OpenConfirmation): OtherTopicForm {
  const { hour, timeZone } = startOf(open);
  return {
    expression: '',
    acceptedBroad: '',
    frequency: open.link.claims.follow.frequency,
    timeZone,
    hour: String(hour),
  };
}

/** The hour and time zone that the form starts with: a subscriber's own, or else those of the link. */
function startOf({ link, described }: OpenConfirmation): Pick<FollowRequest, 'hour' | 'timeZone'> {
  return described.ownSchedule ?? link.claims.follow;
}
