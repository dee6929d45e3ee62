import Handlebars from 'handlebars/runtime';
import alert from '../../../build/templates/alert';
import confirm from '../../../build/templates/confirm';
import digest from '../../../build/templates/digest';
import type { AlertModel, ConfirmModel, DigestModel } from './models';

/**
 * The templates as html functions. Every placeholder is escaped, and one that the model lacks throws
 * (compile-templates.ts compiles them in strict mode).
 */
export const alertHtml = htmlOf<AlertModel>(alert);
export const confirmHtml = htmlOf<ConfirmModel>(confirm);
export const digestHtml = htmlOf<DigestModel>(digest);

function htmlOf<Model>(compiled: object): (model: Model) => string {
  const template = Handlebars.template<Model>(compiled);
  return (model) => template(model);
}
