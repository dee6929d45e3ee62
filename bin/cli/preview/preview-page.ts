import { escapeHtml } from '../../../lambdas/rendering/escape-html';
import { type PreviewReport, reportLines } from './preview-report';
import type { PreviewedEmail } from './render-preview';

const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** In CSS pixels: a phone, and the reading pane of a desktop. */
const WIDTHS = [360, 700] as const;

const STYLE = `
body { margin: 0; padding: 24px; font: 16px/1.5 system-ui, sans-serif; color: #1d1b18; background: #e9e4da; }
h1 { font-size: 22px; margin: 0 0 8px; } h2 { font-size: 16px; margin: 24px 0 8px; }
li.problem { color: #8a1c3a; font-weight: 600; }
.emails { display: flex; flex-wrap: wrap; gap: 24px; }
figure { margin: 0; } figcaption { font-size: 14px; }
iframe { border: 1px solid #8a8377; background: #fff; height: 900px; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #fff; padding: 16px; max-width: 80ch; }
`;

/** Reloads when the file was saved. */
export const PREVIEW_SCRIPT = `new EventSource('/events').onmessage = () => location.reload();`;

/** The page that shows an email at two widths and in two themes, its text part and what to change. */
export function previewPage(file: string, report: PreviewReport, text: string | undefined): string {
  const lines = reportLines(report).map(
    (line) =>
      `<li${report.problems.includes(line) ? ' class="problem"' : ''}>${escapeHtml(line)}</li>`,
  );
  const frames = WIDTHS.flatMap((width) =>
    THEMES.map(
      (theme) =>
        `<figure><figcaption>${width} px, ${theme}</figcaption><iframe title="The email at ${width} px, ${theme}" width="${width}" src="/email?theme=${theme}" sandbox></iframe></figure>`,
    ),
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(report.subject ?? file)}</title><style>${STYLE}</style></head><body>
<h1>${escapeHtml(file)}</h1>
<ul>${lines.join('')}</ul>
${
  text === undefined
    ? ''
    : `<h2>The email</h2><div class="emails">${frames.join('')}</div><h2>Its text part</h2><pre dir="auto">${escapeHtml(text)}</pre>`
}
<script src="/reload.js"></script></body></html>`;
}

/** The html of an email in a theme, whichever the browser has. */
export function inTheme({ html }: Pick<PreviewedEmail, 'html'>, theme: Theme): string {
  const media = theme === 'dark' ? '@media all' : '@media not all';
  return html
    .replaceAll('@media (prefers-color-scheme: dark)', media)
    .replaceAll('content="light dark"', `content="${theme}"`)
    .replaceAll('color-scheme: light dark', `color-scheme: ${theme}`);
}
