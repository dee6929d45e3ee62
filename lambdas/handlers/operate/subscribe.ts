import * as z from 'zod';
import { FREQUENCIES } from '../../domain/frequency';
import { checkFollowForm } from '../../use-cases/follow-form';
import { type FollowTopicsDependencies, followTopics } from '../../use-cases/follow-topics';
import {
  type RequestConfirmationDependencies,
  requestConfirmation,
} from '../../use-cases/request-confirmation';
import { json, refuse } from '../json-reply';
import type { Operation } from './operations';

const bodySchema = z.object(
  {
    email: z.string({ error: 'Give an "email".' }),
    expressions: z.array(z.string(), { error: 'Give "expressions", a list of texts.' }),
    frequency: z.enum(FREQUENCIES, { error: 'Choose "instant", "daily" or "weekly".' }),
    timeZone: z.string().default(''),
    hour: z.union([z.number(), z.string()]).transform(String).default(''),
    language: z.string().default(''),
    /** The operator had the subscriber's consent elsewhere, and says where. */
    confirmed: z.boolean().default(false),
    consent: z.string().trim().default(''),
  },
  { error: 'Send an object with "email", "expressions" and "frequency".' },
);

/** Follows at once where consent is recorded; otherwise asks the address's owner by mail. */
export function subscribe({
  ask,
  follow,
}: {
  ask: RequestConfirmationDependencies;
  follow: FollowTopicsDependencies;
}): Operation {
  const asks = requestConfirmation(ask);
  const follows = followTopics(follow);
  return async (body) => {
    const read = bodySchema.safeParse(body);
    if (!read.success)
      return refuse(400, read.error.issues.map(({ message }) => message).join(' '));
    const { confirmed, consent, ...form } = read.data;
    if (confirmed && consent === '') {
      return refuse(400, 'Say in "consent" when and how the subscriber agreed to be mailed.');
    }
    const checked = confirmed ? checkFollowForm(form, ask.defaults) : await asks(form);
    if (checked.outcome === 'refused') {
      return json(400, { error: Object.values(checked.errors).join(' '), errors: checked.errors });
    }
    if (!confirmed) return json(202, { outcome: 'asked' });
    const at = ask.now();
    const followed = await follows(checked.follow, { how: 'recorded', at, text: consent });
    return json(200, { outcome: 'followed', ...followed });
  };
}
