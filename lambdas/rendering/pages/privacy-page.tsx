import { CONFIRMATION_RETENTION_MS } from '../../domain/delivery';
import { DELIVERY_RETENTION_DAYS } from '../../domain/delivery-retention';
import { RECEIVED_EMAIL_DAYS } from '../../domain/email-commands/received-email';
import { LINK_DAYS } from '../../domain/link';
import { MATCH_RETENTION_DAYS } from '../../domain/match-retention';
import { UNDO_MINUTES } from '../../domain/unsubscribing';
import { PRIVACY_WORDING } from '../wording/privacy';
import { renderPage } from './layout';
import type { SiteView } from './page-views';

const DAY_MS = 24 * 3600_000;

/** How long the mark of an erased address is kept (days): longer than any confirmation link works. */
const ERASED_MARK_DAYS = LINK_DAYS.confirm + 1;

/** Renders what is kept about people, how long, and how to see or erase it. `pageUrl` is absolute. */
export function renderPrivacyPage(view: SiteView & { pageUrl: string }): string {
  const wording = PRIVACY_WORDING[view.language];
  const { reading, asking, following, emails, leaving, rights, who } = wording;
  return renderPage({
    site: view,
    title: wording.title,
    description: wording.description,
    canonicalUrl: view.pageUrl,
    children: (
      <article class="narrow">
        <h1>{wording.title}</h1>
        <p class="lead">{wording.lead}</p>
        <Part heading={reading.heading} text={reading.text} />
        <Part
          heading={asking.heading}
          text={asking.text(24 * LINK_DAYS.confirm, CONFIRMATION_RETENTION_MS / DAY_MS)}
        />
        <Part heading={following.heading} text={following.text} />
        <Part
          heading={emails.heading}
          text={emails.text(DELIVERY_RETENTION_DAYS, MATCH_RETENTION_DAYS, RECEIVED_EMAIL_DAYS)}
        />
        <Part heading={leaving.heading} text={leaving.text(UNDO_MINUTES, ERASED_MARK_DAYS)} />
        <Part
          heading={rights.heading}
          text={[...rights.text, `${view.siteName}, ${view.postalAddress}`]}
        />
        <Part heading={who.heading} text={[who.text]} />
      </article>
    ),
  });
}

function Part({ heading, text }: { heading: string; text: readonly string[] }) {
  return (
    <section>
      <h2>{heading}</h2>
      {text.map((paragraph) => (
        <p dir="auto">{paragraph}</p>
      ))}
    </section>
  );
}
