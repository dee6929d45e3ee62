import { newsletterTopic } from './newsletter-issue';

/** A newsletter that the site offers: its issues have its name as a tag, and its followers follow that tag. */
export interface Newsletter {
  /** A tag, e.g. `diplomacy`. */
  name: string;
  /** As people read it, e.g. `Diplomacy weekly`. */
  title: string;
  /** What it is about, in a sentence. */
  description: string;
  /** How often an issue appears, e.g. `every Friday`. */
  cadence: string;
}

/** The name of a newsletter is a tag: it is part of a topic and of the name of a form field. */
export const NEWSLETTER_NAME = /^[a-z0-9][a-z0-9-]{0,59}$/;

/** The newsletter that a topic, in canonical form, belongs to. */
export function findNewsletter(
  expression: string,
  newsletters: readonly Newsletter[],
): Newsletter | undefined {
  return newsletters.find((newsletter) => newsletterTopic(newsletter.name) === expression);
}

/** Why a briefing cannot be an issue of this newsletter; undefined if it can. */
export function refuseNewsletter(
  name: string | undefined,
  newsletters: readonly Pick<Newsletter, 'name'>[],
): string | undefined {
  if (name === undefined || newsletters.some((newsletter) => newsletter.name === name)) {
    return undefined;
  }
  const names = newsletters.map((newsletter) => newsletter.name).join(', ');
  return names === ''
    ? `there is no newsletter "${name}": the setting "newsletters" names none`
    : `there is no newsletter "${name}"; the newsletters are ${names}`;
}
