import type { Subscribers } from '../../adapters/subscribers';
import type { PreviewExpression } from '../../domain/archive/expression-preview';
import type { Newsletter } from '../../domain/newsletters/newsletter';
import { chooseOtherTopic } from '../../use-cases/choose-other-topic';
import { describeConfirmation } from '../../use-cases/describe-confirmation';
import { latestForTopics } from '../../use-cases/latest-for-topics';
import { requestFollow } from '../../use-cases/request-follow';
import type { wireSignUp } from './sign-up';

interface FollowParts {
  signUp: ReturnType<typeof wireSignUp>;
  previewExpression: PreviewExpression;
  subscribers: Subscribers;
  newsletters: readonly Newsletter[];
}

/** Builds what the pages from the form to the first briefing need. */
export function wireFollow({ signUp, previewExpression, subscribers, newsletters }: FollowParts) {
  return {
    requestFollow: requestFollow({ ...signUp, previewExpression, newsletters }),
    chooseOtherTopic: chooseOtherTopic({ previewExpression }),
    describeConfirmation: describeConfirmation({
      ...signUp,
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
    }),
    latestForTopics: latestForTopics(previewExpression),
  };
}
