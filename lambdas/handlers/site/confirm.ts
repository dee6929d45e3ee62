import { Hono } from 'hono';
import { consentText } from '../../rendering/consent-text';
import { renderConfirmPage } from '../../rendering/pages/subscribing-pages';
import { refusalText } from '../../rendering/wording/refusals';
import type { ConfirmationPages } from './confirmation-pages';
import { formFields } from './form-fields';

/**
 * The link of a confirmation email. A GET changes nothing, because email programs and scanners open
 * links by themselves; the button sends a POST.
 */
export function confirmRoutes(pages: ConfirmationPages): Hono {
  const app = new Hono();

  app.get('/confirm', (context) =>
    pages.whileOpen(context, context.req.query('token') ?? '', async (open) => {
      const { link, described, site, token } = open;
      const { follow } = link.claims;
      const { schedule, refusal } = described;
      const page = {
        ...site,
        token,
        email: follow.address,
        expressions: follow.expressions,
        schedule: { frequency: follow.frequency, ...schedule },
        ...(refusal ? { warning: refusalText(refusal, site.language) } : {}),
      };
      return context.html(renderConfirmPage(page));
    }),
  );

  app.post('/confirm', async (context) => {
    const field = await formFields(context);
    const token = field('token') || (context.req.query('token') ?? '');
    return pages.whileOpen(context, token, (open) => {
      const { follow } = open.link.claims;
      const schedule = { frequency: follow.frequency, ...open.described.schedule };
      const { language, newsletters } = open.site;
      const { expressions } = follow;
      const shown = consentText({ expressions, schedule, language, newsletters });
      return pages.confirm(context, open, follow, shown);
    });
  });

  return app;
}
