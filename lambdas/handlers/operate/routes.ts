import type { OperateDependencies } from '../wiring/operate';
import { aliases } from './aliases';
import type { OperationPath } from './api';
import { listLatest } from './briefings';
import { redrive, showStranded } from './dead-letters';
import { listSentDeliveries, resend } from './deliveries';
import { queueDigests } from './digests';
import { forecast } from './forecast';
import { listLinkKeys, rotateLinkKeys } from './keys';
import type { Operation } from './operation';
import { receive } from './receive';
import { cancel, listScheduled } from './scheduled';
import { showStoppedSignUps } from './sign-ups';
import { subscribe } from './subscribe';
import { forget, lookUpSubscriber, unsubscribe } from './subscribers';
import { suppress, unsuppress } from './suppression';
import { countTopicWords, list, rebuild, show, verify } from './topics';

/** The operations by path. */
export function operationRoutes(
  dependencies: OperateDependencies,
): Readonly<Record<OperationPath, Operation>> {
  return {
    '/api/subscriptions': subscribe(dependencies),
    '/api/subscribers/lookup': lookUpSubscriber(dependencies),
    '/api/subscribers/unsubscribe': unsubscribe(dependencies),
    '/api/subscribers/forget': forget(dependencies),
    '/api/digests': queueDigests(dependencies),
    '/api/briefings/list': listLatest(dependencies),
    '/api/briefings/resend': resend(dependencies),
    '/api/scheduled/list': listScheduled(dependencies),
    '/api/scheduled/cancel': cancel(dependencies),
    '/api/deliveries': listSentDeliveries(dependencies),
    '/api/addresses/suppress': suppress(dependencies),
    '/api/addresses/unsuppress': unsuppress(dependencies),
    '/api/stranded': showStranded(dependencies),
    '/api/sign-ups': showStoppedSignUps(dependencies),
    '/api/queues/redrive': redrive(dependencies),
    '/api/emails/receive': receive(dependencies),
    '/api/forecast': forecast(dependencies),
    '/api/keys/list': listLinkKeys(dependencies),
    '/api/keys/rotate': rotateLinkKeys(dependencies),
    '/api/aliases': aliases(dependencies),
    '/api/topics/list': list(dependencies),
    '/api/topics/show': show(dependencies),
    '/api/topics/count-words': countTopicWords(dependencies),
    '/api/topics/verify': verify(dependencies),
    '/api/topics/rebuild': rebuild(dependencies),
  };
}
