import { unmarshall } from '@aws-sdk/util-dynamodb';
import PostalMime from 'postal-mime';
import { routeTable } from '../../lib/local/http/route-table';
import { tokenOf } from '../support/links';
import { addressOf, Correspondence } from './correspondence';
import type { Action, PreferenceAction } from './scenarios/actions';
import { FOLLOWERS } from './scenarios/followers';
import type { Outcome } from './simulation/functions';
import type { Service } from './simulation/service';
import type { Simulation } from './simulation/simulation';
import type { Tables } from './simulation/tables';

/** What someone asked for and the service confirmed. Virtual times in ms. */
export interface Done {
  readonly action: Action;
  readonly begunAt: number;
  /** Undefined if the service never confirmed it. */
  doneAt: number | undefined;
  /** Whether the service refused it. */
  isRefused?: boolean;
  /** Of publishing. */
  briefingId?: string;
  /** It was asked for by email. */
  readonly isEmail?: boolean;
}

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

const RETRY_MS = 90_000;
const MAX_TRIES = 15;
/** How long someone looks for the email that asks them to confirm. */
const MAX_LOOKS = 60;

/** Publishers and readers: they use the API and the site, and try again if something fails. */
export class People {
  readonly done: Done[] = [];
  readonly correspondence: Correspondence;
  private readonly routeOf;
  private readonly signedLinks: {
    sign(purpose: 'unsubscribe' | 'manage', claims: { sub: string }): Promise<string>;
  };

  constructor(
    private readonly simulation: Simulation,
    private readonly tables: Tables,
    private readonly service: Service,
    private readonly start: number,
  ) {
    this.routeOf = routeTable(service.definition.routes);
    const { SignedLinks } = service.loadModule('signed-links') as {
      SignedLinks: new (client: unknown, table: string, now: () => string) => People['signedLinks'];
    };
    const client = { send: async () => ({ Item: this.signingKey() }) };
    this.correspondence = new Correspondence(simulation, (path, token, whenDone) =>
      this.form(path, '', { token }, whenDone),
    );
    this.signedLinks = new SignedLinks(client, '', () => new Date(simulation.now).toISOString());
  }

  plan(actions: readonly Action[]): void {
    for (const action of actions) {
      this.simulation.at(this.start + action.at, () => {
        const entry: Done = { action, begunAt: this.simulation.now, doneAt: undefined };
        if (action.kind !== 'email') this.done.push(entry);
        this.simulation.log(`ACTION ${JSON.stringify(action)}`);
        return this.act(entry);
      });
    }
  }

  /** The subscriptions that exist before a run. */
  planFollowers(): void {
    for (const [index, { person, topic, frequency, hour }] of FOLLOWERS.entries()) {
      this.simulation.at(this.start + index * 1_000, () =>
        this.follow(person, topic, frequency, hour, (answer) => {
          if (answer.statusCode !== 200) throw new Error(`Following failed: ${answer.body}`);
        }),
      );
    }
    // Creates the keys that sign links: they are read to verify a token that names one.
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'HS256', kid: 'unknown' })}.${part({})}.c2lnbmVk`;
    this.simulation.at(this.start + 20_000, () =>
      this.request('GET', '/unsubscribe', `token=${token}`, '', () => {
        if (this.signingKey() === undefined) throw new Error('No keys were created.');
      }),
    );
  }

  /** Undefined for somebody who is not stored. */
  subscriberIdOf(person: string): string | undefined {
    const profile = this.subscriberItems().find(
      ({ item, address }) => item?.S === 'profile' && address?.S === addressOf(person),
    );
    return profile?.subscriberId?.S as string | undefined;
  }

  private async act(entry: Done): Promise<void> {
    const { action } = entry;
    const finish = () => {
      entry.doneAt ??= this.simulation.now;
      this.simulation.log(`DONE ${JSON.stringify(action)}`);
    };
    const whenOk = (answer: Answer) => {
      if (answer.statusCode < 400) finish();
      else {
        entry.isRefused = true;
        this.simulation.log(
          `REFUSED ${answer.statusCode} ${JSON.stringify(action)} ${answer.body.slice(0, 300)}`,
        );
      }
    };
    switch (action.kind) {
      case 'publish': {
        const { briefing, topics, notify = false } = action;
        const body = {
          id: briefing,
          // Words of its own, so that no two briefings are one story.
          title: `Report ${briefing}${notify ? ', updated' : ''} on ${topics.join(' and ')}: one${briefing} two${briefing} six${briefing} ten${briefing}`,
          language: 'en',
          notify,
        };
        this.request('POST', '/api/briefings', '', JSON.stringify(body), (answer) => {
          const published = JSON.parse(answer.body).briefings?.[0];
          entry.briefingId = published?.briefingId;
          whenOk(answer);
        });
        return;
      }
      case 'follow':
        this.follow(action.person, action.topic, action.frequency, 8, whenOk);
        return;
      case 'sign-up': {
        const { person, topic, frequency } = action;
        const fields = {
          email: addressOf(person),
          expression: topic,
          frequency,
          hour: '8',
          timeZone: 'UTC',
        };
        const since = this.simulation.now;
        this.form('/subscribe', '', fields, (answer) => {
          if (answer.statusCode < 400) this.confirm(person, since, MAX_LOOKS, whenOk);
        });
        return;
      }
      case 'set-frequency':
        await this.manage(
          action.person,
          {
            action: 'set-frequency',
            topicId: this.topicId(action.topic),
            frequency: action.frequency,
          },
          whenOk,
        );
        return;
      case 'set-hour':
        await this.manage(
          action.person,
          { action: 'set-preferences', hour: String(action.hour), timeZone: 'UTC' },
          whenOk,
        );
        return;
      case 'set-weekday':
        await this.manage(
          action.person,
          { action: 'set-preferences', weekday: String(action.weekday) },
          whenOk,
        );
        return;
      case 'edit-topic':
        await this.manage(
          action.person,
          {
            action: 'edit-topic',
            topicId: this.topicId(action.topic),
            expression: action.next,
            acceptBroad: action.next,
          },
          whenOk,
        );
        return;
      case 'stop':
        await this.manage(
          action.person,
          { action: 'stop', topicId: this.topicId(action.topic) },
          whenOk,
        );
        return;
      case 'leave': {
        if (action.how === 'manage page') {
          await this.manage(action.person, { action: 'stop-everything' }, whenOk);
          return;
        }
        const id = this.subscriberIdOf(action.person);
        if (id === undefined) return;
        const token = await this.signedLinks.sign('unsubscribe', { sub: id });
        this.form('/unsubscribe', `token=${token}`, { 'List-Unsubscribe': 'One-Click' }, whenOk);
        return;
      }
      case 'email':
        await this.correspondence.write(action, entry.begunAt);
        return;
      case 'pause':
      case 'resume':
      case 'set-quiet-hours':
      case 'mute':
      case 'digest-now':
        this.prefer(action, whenOk);
        return;
      default:
        action satisfies never;
    }
  }

  /** Presses what `preferences` does, and again if it fails. */
  private prefer(action: PreferenceAction, whenDone: (answer: Answer) => void, tries = 1): void {
    const subscriberId = this.subscriberIdOf(action.person);
    if (subscriberId === undefined) return;
    const published = this.done.find(
      (entry) =>
        action.kind === 'mute' &&
        entry.action.kind === 'publish' &&
        entry.action.briefing === action.briefing,
    );
    const briefingId = published?.briefingId;
    if (action.kind === 'mute' && briefingId === undefined) return;
    const event = { subscriberId, action, briefingId };
    this.simulation.invoke(this.service.preferences, event, (outcome) => {
      const answer = answerOf(outcome);
      if (answer.statusCode < 500) {
        whenDone(answer);
        return;
      }
      if (tries >= MAX_TRIES) return;
      this.simulation.at(this.simulation.now + RETRY_MS, () =>
        this.prefer(action, whenDone, tries + 1),
      );
    });
  }

  /** Opens the link of the newest email that asks this person to confirm. */
  private confirm(
    person: string,
    since: number,
    looks: number,
    whenDone: (answer: Answer) => void,
  ) {
    this.simulation.at(this.simulation.now + 60_000, async () => {
      const email = this.simulation.emails.findLast(
        ({ to, at, deliveryId }) =>
          to === addressOf(person) && at >= since && deliveryId.startsWith('confirm'),
      );
      if (email === undefined) {
        if (looks > 1) this.confirm(person, since, looks - 1, whenDone);
        return;
      }
      const { text } = await PostalMime.parse(email.raw);
      const link = /https?:\/\/\S+\/confirm\S*/.exec(text ?? '')?.[0] ?? '';
      this.form('/confirm', '', { token: tokenOf(link) }, whenDone);
    });
  }

  private follow(
    person: string,
    topic: string,
    frequency: string,
    hour: number,
    whenDone: (answer: Answer) => void,
  ): void {
    const body = {
      email: addressOf(person),
      expressions: [topic],
      frequency,
      timeZone: 'UTC',
      hour,
      confirmed: true,
      consent: 'asked in the simulation',
    };
    this.request('POST', '/api/subscriptions', '', JSON.stringify(body), whenDone);
  }

  private async manage(
    person: string,
    fields: Record<string, string>,
    whenDone: (answer: Answer) => void,
  ): Promise<void> {
    const id = this.subscriberIdOf(person);
    if (id === undefined) return;
    const token = await this.signedLinks.sign('manage', { sub: id });
    this.form('/manage', '', { ...fields, token }, whenDone);
  }

  private form(
    path: string,
    query: string,
    fields: Record<string, string>,
    whenDone: (answer: Answer) => void,
  ): void {
    this.request('POST', path, query, new URLSearchParams(fields).toString(), whenDone);
  }

  private request(
    method: string,
    path: string,
    query: string,
    body: string,
    whenDone: (answer: Answer) => void,
    tries = 1,
  ): void {
    const match = this.routeOf(method, path);
    if (match === undefined) throw new Error(`The stack has no route for ${method} ${path}.`);
    const { functions } = this.service.definition;
    const fn = functions.find(({ arn }) => arn === match.route.functionArn);
    if (fn === undefined) throw new Error(`The route ${match.route.routeKey} has no function.`);
    const isJson = path.startsWith('/api/');
    const event = {
      version: '2.0',
      routeKey: match.route.routeKey,
      rawPath: path,
      rawQueryString: query,
      headers: {
        host: 'briefwire.example',
        'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
      },
      ...(query ? { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) } : {}),
      ...(match.pathParameters ? { pathParameters: match.pathParameters } : {}),
      body: isJson ? body : Buffer.from(body).toString('base64'),
      isBase64Encoded: !isJson,
      requestContext: {
        accountId: '000000000000',
        apiId: 'simulation',
        domainName: 'briefwire.example',
        domainPrefix: 'briefwire',
        http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: '' },
        requestId: `request-${tries}`,
        routeKey: match.route.routeKey,
        stage: '$default',
        time: '',
        timeEpoch: this.simulation.now,
      },
    };
    this.simulation.invoke(fn, event, (outcome) => {
      const answer = answerOf(outcome);
      if (answer.statusCode < 500 && answer.statusCode !== 429) {
        whenDone(answer);
        return;
      }
      if (tries >= MAX_TRIES) return;
      this.simulation.at(this.simulation.now + RETRY_MS, () =>
        this.request(method, path, query, body, whenDone, tries + 1),
      );
    });
  }

  private topicId(topic: string): string {
    const found = this.subscriberItems().find(
      ({ item, expression }) => String(item?.S).startsWith('topic#') && expression?.S === topic,
    );
    return String(found?.topicId?.S ?? 'unknown');
  }

  private signingKey(): Record<string, unknown> | undefined {
    const item = this.subscriberItems().find(
      ({ subscriberId, item: name }) => subscriberId?.S === 'links' && name?.S === 'key',
    );
    return item && unmarshall(item as never);
  }

  private subscriberItems() {
    const table = this.tables.definitions.find(({ TableName }) =>
      TableName.includes('Subscribers'),
    );
    return this.tables.itemsOf(table?.TableName ?? '');
  }
}

function answerOf(outcome: Outcome): Answer {
  if (outcome.outcome === 'failed') return { statusCode: 500, body: '' };
  const {
    statusCode = 200,
    body = '',
    isBase64Encoded,
  } = outcome.result as Partial<Answer> & {
    isBase64Encoded?: boolean;
  };
  return { statusCode, body: isBase64Encoded ? Buffer.from(body, 'base64').toString() : body };
}
