import { ulid } from 'ulid';

/** A new subscriber's id: says nothing of who it is, and stands as it is in a delivery's name. */
export const newSubscriberId = (): string => ulid().toLowerCase();
