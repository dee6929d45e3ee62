import { formatTimeAndZone } from '../dates';
import { isolate, removeIsolates } from '../isolate';
import { plainLine } from '../plain-line';
import { normalizeSiteUrl } from '../safe-url';
import { toTextRuns } from '../text-runs';
import { ACCOUNT_EMAILS_WORDING } from '../wording/account-emails';
import { renderNoticeHtml } from './html-templates';
import { type NoticeModel, toFrameModel } from './models';
import { formatSender, joinParagraphs, underline } from './text-part';
import type { NoticeView, RenderedEmail } from './views';

/** The sentences of one email. Values in them are isolated. */
interface Notice {
  subject: string;
  message: string;
  button: NoticeModel['button'];
  notYou: string;
}

/** Renders an email about somebody's account. The HTML and the text have the same content. */
export function renderNotice(view: NoticeView): RenderedEmail {
  const { subject, message, button, notYou } = writeNotice(view);
  const preheader = removeIsolates(message);
  const model: NoticeModel = {
    ...toFrameModel(view, { subject, preheader }),
    message: toTextRuns(message),
    button,
    notYou,
  };
  const text = joinParagraphs([
    underline(subject, '='),
    [preheader],
    ...(button === '' ? [] : [[`${button.label}: ${button.url}`], [button.expires]]),
    [notYou],
    formatSender(model),
  ]);
  return { subject, html: renderNoticeHtml(model), text };
}

function writeNotice(view: NoticeView): Notice {
  const wording = ACCOUNT_EMAILS_WORDING[view.language];
  const site = plainLine(view.siteName);
  const address = isolate(plainLine(view.recipientAddress));
  const timeOf = (date: Date) => formatTimeAndZone(date, view.timeZone, view.language);
  const buttonOf = ({ button, expires }: { button: string; expires: (time: string) => string }) =>
    view.link === undefined
      ? ('' as const)
      : {
          label: button,
          url: normalizeSiteUrl(view.link.url),
          expires: expires(timeOf(view.link.expiresAt)),
        };
  switch (view.about) {
    case 'manage-link': {
      const { subject, asked, notYou } = wording.manageLink;
      const button = buttonOf(wording.manageLink);
      return { subject, message: asked(isolate(site)), button, notYou };
    }
    case 'change-address': {
      const { subject, asked, notYou } = wording.changeAddress;
      const button = buttonOf(wording.changeAddress);
      return { subject, message: asked(isolate(site), address), button, notYou };
    }
    case 'address-changed': {
      const { subject, moved, notYou } = wording.addressChanged;
      const message = moved(isolate(site), address, timeOf(view.askedAt));
      return { subject, message, button: '', notYou: notYou(site) };
    }
    default:
      return view.about satisfies never;
  }
}
