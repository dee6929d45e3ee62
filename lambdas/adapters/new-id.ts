import { ulid } from 'ulid';

/**
 * Creates a subscriber id: random, so that it reveals nothing about the person. It contains only
 * letters and digits, because it is part of delivery ids.
 */
export const newSubscriberId = (): string => ulid().toLowerCase();

/** Tells one scheduling of a briefing from the next. */
export const newRevision = (): string => ulid();
