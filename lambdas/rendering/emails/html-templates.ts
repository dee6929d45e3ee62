import Handlebars from 'handlebars/runtime';
import alert from '../../../build/templates/alert';
import answer from '../../../build/templates/answer';
import confirm from '../../../build/templates/confirm';
import digest from '../../../build/templates/digest';
import notice from '../../../build/templates/notice';
import type { AlertModel, AnswerModel, ConfirmModel, DigestModel, NoticeModel } from './models';

/**
 * The compiled templates. They escape every value and throw if the model lacks a placeholder, because
 * lib/compile-templates.ts compiles them in strict mode.
 */
export const renderAlertHtml = createRenderer<AlertModel>(alert);
export const renderAnswerHtml = createRenderer<AnswerModel>(answer);
export const renderConfirmHtml = createRenderer<ConfirmModel>(confirm);
export const renderDigestHtml = createRenderer<DigestModel>(digest);
export const renderNoticeHtml = createRenderer<NoticeModel>(notice);

function createRenderer<Model>(compiled: object): (model: Model) => string {
  const template = Handlebars.template<Model>(compiled);
  return (model) => template(model);
}
