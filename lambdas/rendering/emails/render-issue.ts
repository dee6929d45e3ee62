import { textOfInlines } from '../../domain/newsletters/issue-document';
import { emailLook } from '../newsletters/email-look';
import { issueParts } from '../newsletters/issue-content';
import { issueText } from '../newsletters/issue-text';
import { directionOf } from '../newsletters/text-direction';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl, safeUrl } from '../safe-url';
import { EMAILS_WORDING } from '../wording/emails';
import { ISSUES_WORDING } from '../wording/issues';
import { renderIssueHtml } from './html-templates';
import { type IssueModel, toBriefingModel, toSubscriberFrameModel } from './models';
import { formatReason } from './reason';
import { formatIssueSubject } from './subjects';
import { formatFooter, formatMetaLine, joinParagraphs, underline } from './text-part';
import type { IssueView, RenderedEmail } from './views';

/**
 * Renders the whole text of a newsletter issue. An html part that is too long for Gmail is cut at a heading and leads to
 * the issue's page. The text part is always whole.
 */
export function renderIssue(view: IssueView): RenderedEmail {
  const model = createIssueModel(view);
  return {
    subject: model.subject,
    html: renderIssueHtml(model),
    text: formatIssueText(model, view),
  };
}

function createIssueModel(view: IssueView): IssueModel {
  const wording = ISSUES_WORDING[view.language];
  const emails = EMAILS_WORDING[view.language];
  const briefing = toBriefingModel(view.briefing, view);
  const textDirection = directionOf(view.briefing.language);
  const pageUrl = normalizeSiteUrl(view.pageUrl);
  const { parts, isCut } = issueParts(view.document, {
    ...emailLook(view.brand, textDirection),
    toEntry: (entry) => toEntry(entry, view),
    notesHeading: wording.notes,
    noBriefings: wording.noBriefings,
  });
  return {
    ...toSubscriberFrameModel(view, {
      subject: view.isCorrection
        ? emails.correction(formatIssueSubject(view.briefing))
        : formatIssueSubject(view.briefing),
      preheader: briefing.summary || firstWords(view),
      reason: formatReason(
        view,
        view.topics.map(({ expression }) => expression),
      ),
    }),
    correction: view.isCorrection ? emails.corrects : '',
    briefing,
    pageUrl,
    textDirection,
    parts,
    rest: isCut ? wording.readRest : '',
  };
}

function toEntry(
  entry: Parameters<Parameters<typeof issueParts>[1]['toEntry']>[0],
  view: Pick<IssueView, 'pageOf' | 'timeZone' | 'language'>,
) {
  const model = toBriefingModel(entry, view);
  const { title, language } = model;
  const url = safeUrl(entry.url) ?? normalizeSiteUrl(view.pageOf(entry.briefingId));
  return { title, url, meta: formatMetaLine(model), language };
}

function firstWords({ document }: Pick<IssueView, 'document'>): string {
  const first = document.blocks.find(({ kind }) => kind === 'paragraph');
  return first?.kind === 'paragraph' ? plainLine(textOfInlines(first.children)) : '';
}

function formatIssueText(model: IssueModel, view: IssueView): string {
  const { briefing } = model;
  const text = issueText(view.document, {
    wording: ISSUES_WORDING[view.language],
    toEntry: (entry) => toEntry(entry, view),
  });
  return joinParagraphs([
    [model.correction],
    underline(briefing.title, '='),
    [formatMetaLine(briefing)],
    [briefing.summary],
    [text],
    [`${ISSUES_WORDING[view.language].onTheWeb}: ${model.pageUrl}`],
    ...formatFooter(model),
  ]);
}
