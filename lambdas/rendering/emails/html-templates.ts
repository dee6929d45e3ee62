import Handlebars from 'handlebars/runtime';
import alert from '../../../build/templates/alert';
import answer from '../../../build/templates/answer';
import confirm from '../../../build/templates/confirm';
import digest from '../../../build/templates/digest';
import issue from '../../../build/templates/issue';
import notice from '../../../build/templates/notice';
import type {
  AlertModel,
  AnswerModel,
  ConfirmModel,
  DigestModel,
  IssueModel,
  NoticeModel,
} from './models';

/**
 * The compiled templates. They escape every value and throw if the model lacks a placeholder, because
 * lib/compile-templates.ts compiles them in strict mode.
 */
export const renderAlertHtml = createRenderer<AlertModel>(alert);
export const renderAnswerHtml = createRenderer<AnswerModel>(answer);
export const renderConfirmHtml = createRenderer<ConfirmModel>(confirm);
export const renderDigestHtml = createRenderer<DigestModel>(digest);
/** The html of `parts` is inserted as it is: lambdas/rendering/newsletters escapes all that is in it. */
export const renderIssueHtml = createRenderer<IssueModel>(issue);
export const renderNoticeHtml = createRenderer<NoticeModel>(notice);

function createRenderer<Model>(compiled: object): (model: Model) => string {
  const template = Handlebars.template<Model>(compiled);
  return (model) => keepDashes(template(model));
}

/** More would not fit on a line of a phone. */
const EXCLUDED_WORD = /(?<=^|[\s(])-[^\s<]{1,30}(?=[\s)]|$)/g;

/** Keeps the dash of an excluded word such as `-sport` on the line of the word. Values are in `bdi`. */
function keepDashes(html: string): string {
  return html.replace(/(?<=<bdi>)[^<]*(?=<\/bdi>)/g, (value) =>
    value.replace(EXCLUDED_WORD, '<span style="white-space:nowrap">$&</span>'),
  );
}
