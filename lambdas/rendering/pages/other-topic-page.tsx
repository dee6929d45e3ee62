import { timeZoneName } from '../../domain/time-zone';
import { HOME_WORDING } from '../wording/home';
import { PREVIEW_WORDING } from '../wording/preview';
import { SUBSCRIBING_WORDING } from '../wording/subscribing';
import { ErrorSummary, ExpressionField, FrequencyChoices } from './form-fields';
import { renderPage } from './layout';
import { TokenForm } from './link-pages';
import { buttonAction } from './page-links';
import type { OtherTopicView } from './page-views';
import { Preview } from './preview';
import { TypedScheduleFields } from './schedule-fields';
import { tokenPath } from './token-path';

/** The path of the page, and of the preview without scripts that its form asks for. */
export const OTHER_TOPIC_PATHS = {
  page: '/confirm/topic',
  preview: '/confirm/topic/preview',
} as const;

/**
 * Renders the form in which the owner of a mailbox follows a topic of their own instead of the one that a
 * confirmation email names. The button that shows a preview comes first, so that Enter follows nothing.
 */
export function renderOtherTopicPage(view: OtherTopicView): string {
  const { form, errors, language } = view;
  const home = HOME_WORDING[language];
  const { other } = SUBSCRIBING_WORDING[language];
  return renderPage({
    site: view,
    title: other.title,
    hasScript: true,
    children: (
      <div class="narrow">
        <h1>{other.title}</h1>
        <p class="lead">{other.lead}</p>
        <ErrorSummary language={language} errors={errors} />
        <TokenForm path={OTHER_TOPIC_PATHS.page} token={view.token}>
          <h2 class="unseen">{home.follow}</h2>
          <div class="ask">
            <ExpressionField
              label={home.topic}
              hint={home.topicHint}
              value={form.expression}
              error={errors.expression}
            />
          </div>
          <button
            type="submit"
            class="plain"
            formaction={`${buttonAction(tokenPath(OTHER_TOPIC_PATHS.preview, view.token), view)}#preview`}
            data-preview=""
          >
            {PREVIEW_WORDING[language].show}
          </button>
          <p id="preview-status" class="unseen" role="status"></p>
          <div id="preview">
            {errors.acceptBroad ? <p class="bad">{errors.acceptBroad}</p> : null}
            {view.preview && !errors.expression ? (
              <Preview
                language={language}
                timeZone={view.timeZone}
                expression={form.expression}
                {...view.preview}
              />
            ) : null}
          </div>
          <FrequencyChoices language={language} value={form.frequency} error={errors.frequency} />
          <div class={(errors.hour ?? errors.timeZone) ? '' : 'digests-only'}>
            <TypedScheduleFields
              language={language}
              hour={form.hour}
              timeZone={form.timeZone}
              errors={errors}
              guess={view.guessesTimeZone ? timeZoneName(view.timeZone) : ''}
            />
          </div>
          <button type="submit">{other.button}</button>
        </TokenForm>
        <p>
          <a href={tokenPath('/confirm', view.token)}>{other.back}</a>
        </p>
      </div>
    ),
  });
}
