import { createHash } from 'node:crypto';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import PostalMime from 'postal-mime';
import { type DigestSchedule, nextDigestAt } from '../../lambdas/domain/digest-schedule';
import type { DigestFrequency, Frequency } from '../../lambdas/domain/frequency';
import { addressOf, type Done, type People } from './people';
import { PreferenceHistory } from './preference-history';
import { type Action, FOLLOWERS } from './scenario';
import { MAX_ALERTS_PER_DAY } from './simulation/service';
import { type AcceptedEmail, isProbe } from './simulation/ses';
import type { Simulation } from './simulation/simulation';
import type { StoredItem, Tables, Version } from './simulation/tables';

const HOUR_MS = 3_600_000;
/** Work that a fault interrupted is done within this time after the last fault. */
const MAX_LATENESS_MS = HOUR_MS;
/** A match that is stamped this shortly before a digest is due may be in the next digest. */
const DIGEST_MARGIN_MS = 5 * 60_000;

/** Alerts are gathered for this long after one was sent. */
const ALERT_WINDOW_MS = 15 * 60_000;
const CONFIRMATION_WINDOW_MS = 10 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** The clock of a process may be this much ahead (ms), so that it finds a digest due too early. */
const MAX_SKEW_MS = 30_000;

/** What the service grants to everyone who is stored. */
const NEVER_REFUSED: ReadonlySet<Action['kind']> = new Set([
  'publish',
  'follow',
  'set-hour',
  'set-weekday',
  'leave',
]);

/** A period in which somebody followed a topic at a frequency. */
interface Period {
  readonly frequency: Frequency;
  /** The stamp (ms) from which the frequency applies. */
  readonly since: number;
  /** When it was stored. */
  readonly storedAt: number;
  /** When they stopped following the topic, or the one that they edited it into; undefined if they did not. */
  endedAt: number | undefined;
  /** The stamp (ms) from which another topic replaces this one, by an edit. */
  until?: number;
}

interface Edition {
  readonly briefingId: string;
  readonly briefing: string;
  readonly edition: number;
  readonly topics: readonly string[];
  readonly publishedAt: number;
  /** The time of the next edition. */
  readonly supersededAt: number | undefined;
}

interface StoredMatch {
  readonly topicId: string;
  readonly briefingId: string;
  readonly edition: number;
  readonly matchedAt: number;
  readonly storedAt: number;
}

interface SentEmail extends AcceptedEmail {
  readonly text: string;
  readonly person: string;
  /** When the ledger's claim for this email was written. */
  readonly claimedAt: number;
  /** Of an email with gathered alerts: those that the claim names, whether the email lists them or not. */
  readonly gathered: readonly { readonly briefingId: string; readonly edition: number }[];
}

/** What a run did, for the check. */
export interface RunHistory {
  readonly simulation: Simulation;
  readonly tables: Tables;
  readonly people: People;
  /** Virtual time (ms) of the end. */
  readonly end: number;
}

/** Everything that a run did wrong, in sentences. Empty if it kept every promise. */
export async function findViolations(history: RunHistory): Promise<string[]> {
  const oracle = new Oracle(history);
  return oracle.check();
}

class Oracle {
  private readonly violations: string[] = [];
  private emails: SentEmail[] = [];
  private readonly versions: readonly Version[];
  private readonly preferences = new Map<string, PreferenceHistory>();

  constructor(private readonly run: RunHistory) {
    this.versions = run.tables.history;
  }

  async check(): Promise<string[]> {
    this.emails = await this.readEmails();
    this.checkDrained();
    this.checkRefusals();
    this.checkDeliveryIds();
    this.checkAlertsPerDay();
    const editions = this.editions();
    const people = new Set(
      this.run.people.done.flatMap(({ action }) => ('person' in action ? [action.person] : [])),
    );
    for (const { person } of FOLLOWERS) people.add(person);
    for (const person of people) {
      this.checkLeaving(person);
      this.checkPauses(person);
      this.checkWeekdays(person);
      for (const briefing of new Set(editions.map((edition) => edition.briefing))) {
        this.checkPerson(
          person,
          editions.filter((edition) => edition.briefing === briefing),
        );
      }
    }
    this.checkConfirmations();
    return this.violations;
  }

  private fail(sentence: string): void {
    this.violations.push(sentence);
  }

  private checkDrained(): void {
    const { simulation, tables } = this.run;
    for (const live of simulation.liveInvocations) this.fail(`${live} is still running.`);
    for (const message of simulation.waitingMessages())
      this.fail(`A message still waits: ${message}`);
    for (const { TableName } of tables.definitions) {
      for (const item of tables.itemsOf(TableName)) {
        const isUnfinished =
          item.unfinishedShard !== undefined || item.unmatchedShard !== undefined;
        if (isUnfinished)
          this.fail(`Unfinished work is left: ${idOf(item)} ${item.status?.S ?? ''}.`);
      }
    }
  }

  /** If the service accepted none of the links that the simulation signs, a run would show little. */
  private checkRefusals(): void {
    for (const { action, begunAt, isRefused } of this.run.people.done) {
      if (isRefused && NEVER_REFUSED.has(action.kind)) {
        this.fail(`${JSON.stringify(action)} at ${clock(begunAt)} was refused.`);
      }
    }
  }

  private checkDeliveryIds(): void {
    const seen = new Map<string, SentEmail>();
    for (const email of this.emails) {
      const first = seen.get(email.deliveryId);
      if (first)
        this.fail(
          `${email.deliveryId} was sent twice to ${email.person}: ${clock(first.at)} and ${clock(email.at)}.`,
        );
      seen.set(email.deliveryId, email);
    }
  }

  private checkAlertsPerDay(): void {
    const counts = new Map<string, number>();
    for (const { person, claimedAt, deliveryId } of this.emails) {
      if (!/^(alert|gathered)-/.test(deliveryId)) continue;
      const day = `${person} on ${new Date(claimedAt).toISOString().slice(0, 10)}`;
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    for (const [day, count] of counts) {
      if (count > MAX_ALERTS_PER_DAY) this.fail(`${count} emails with alerts to ${day}.`);
    }
  }

  /** Whoever was told that they left follows nothing, unless they followed something later. */
  private checkLeaving(person: string): void {
    const { done } = this.run.people;
    for (const { action, begunAt, doneAt } of done) {
      if (action.kind !== 'leave' || action.person !== person || doneAt === undefined) continue;
      const followsLater = done.some(
        (other) =>
          (other.action.kind === 'follow' || other.action.kind === 'sign-up') &&
          other.action.person === person &&
          (other.doneAt === undefined || other.doneAt > begunAt),
      );
      if (followsLater) continue;
      for (const topic of this.topicsOf(person)) {
        const isFollowed = this.periods(person, topic).some(({ endedAt }) => endedAt === undefined);
        if (isFollowed) this.fail(`${person} left at ${clock(doneAt)} and still follows ${topic}.`);
      }
    }
  }

  /** Nothing that was claimed after a pause was confirmed is sent in it. */
  private checkPauses(person: string): void {
    const preferences = this.preferencesOf(person);
    for (const { person: to, claimedAt, deliveryId } of this.emails) {
      if (to !== person || deliveryId.startsWith('confirm')) continue;
      if (preferences.isPausedAt(claimedAt)) {
        this.fail(`${person} got ${deliveryId}, claimed in a pause at ${clock(claimedAt)}.`);
      }
    }
  }

  /** No weekly digest comes on a former day once another one was confirmed, unless it was due already. */
  private checkWeekdays(person: string): void {
    const { done } = this.run.people;
    const isOwn = ({ action }: Done) => 'person' in action && action.person === person;
    // These send what waits at once, on any day.
    const sendsAnyDay = done.some(
      (entry) => isOwn(entry) && ['digest-now', 'pause', 'resume'].includes(entry.action.kind),
    );
    const changes = done.filter((entry) => isOwn(entry) && entry.action.kind === 'set-weekday');
    const last = changes.at(-1);
    if (sendsAnyDay || last?.action.kind !== 'set-weekday') return;
    const { action, doneAt } = last;
    const areOrdered = changes.every(
      (entry) => entry === last || (entry.doneAt ?? Infinity) < last.begunAt,
    );
    if (doneAt === undefined || !areOrdered) return;
    for (const { person: to, claimedAt, deliveryId } of this.emails) {
      if (to !== person || !deliveryId.startsWith('digest-weekly') || claimedAt < doneAt) continue;
      const weekday = new Date(claimedAt).getUTCDay() || 7;
      const wasDue = this.digestsDueBefore(person, last.begunAt + MAX_SKEW_MS, deliveryId);
      if (weekday !== action.weekday && !wasDue) {
        this.fail(
          `${person} chose day ${action.weekday} at ${clock(doneAt)} and got ${deliveryId}, claimed at ${clock(claimedAt)}, on day ${weekday}.`,
        );
      }
    }
  }

  /** Whether the weekly digest of the delivery was due at this time (ms), by the plan that was stored then. */
  private digestsDueBefore(person: string, time: number, deliveryId: string): boolean {
    const id = this.run.people.subscriberIdOf(person);
    const plan = this.versions.findLast(
      ({ key, at }) => key === `${id}|digest#weekly` && at <= time,
    )?.image;
    if (plan?.dueAt?.S === undefined) return false;
    const isSame = deliveryId.startsWith(`digest-weekly-${plan.round?.N}-`);
    return isSame && Date.parse(String(plan.dueAt.S)) <= time;
  }

  /** Nothing that was claimed after a story was muted tells of it. */
  private checkMute(person: string, briefing: string, emails: readonly SentEmail[]): void {
    const mutedAt = this.preferencesOf(person).mutedAt(briefing);
    for (const { claimedAt, deliveryId } of emails) {
      if (mutedAt !== undefined && claimedAt > mutedAt) {
        this.fail(
          `${person} muted ${briefing} at ${clock(mutedAt)} and ${deliveryId}, claimed at ${clock(claimedAt)}, tells of it.`,
        );
      }
    }
  }

  private preferencesOf(person: string): PreferenceHistory {
    const known = this.preferences.get(person);
    if (known) return known;
    const preferences = new PreferenceHistory(person, this.run.people, this.versions);
    this.preferences.set(person, preferences);
    return preferences;
  }

  private checkConfirmations(): void {
    for (const { action, begunAt, doneAt } of this.run.people.done) {
      if (action.kind !== 'sign-up' || doneAt !== undefined) continue;
      // Identical requests within ten minutes get one email.
      const asked = this.run.people.done.filter(
        (other) =>
          other.action.kind === 'sign-up' &&
          other.action.person === action.person &&
          other.action.topic === action.topic &&
          other.action.frequency === action.frequency &&
          other.begunAt > begunAt - CONFIRMATION_WINDOW_MS,
      );
      const since = Math.min(begunAt, ...asked.map((other) => other.begunAt));
      const isTold = this.emails.some(
        ({ person, at, deliveryId }) =>
          person === action.person && at >= since && deliveryId.startsWith('confirm'),
      );
      if (!isTold)
        this.fail(
          `${action.person} signed up at ${clock(begunAt)} and was never asked to confirm.`,
        );
    }
  }

  /** Compares what one person should be told about one briefing with what they were told. */
  private checkPerson(person: string, editions: readonly Edition[]): void {
    const [first] = editions;
    if (first === undefined) return;
    const id = this.run.people.subscriberIdOf(person);
    if (id === undefined) return;
    const listings = this.emails.filter(
      ({ person: to, text }) => to === person && text.includes(`Report ${first.briefing}`),
    );
    this.checkMute(person, first.briefing, listings);
    const digests = listings.filter(({ deliveryId }) => deliveryId.startsWith('digest'));
    const gathered = listings.filter(({ deliveryId }) => deliveryId.startsWith('gathered'));
    for (const email of gathered) {
      if (listedEdition(email, first) === undefined) {
        this.fail(`${email.deliveryId} lists ${first.briefing}, which was not gathered for it.`);
      }
    }
    const digestLimits = new Map<string, number>();
    for (const edition of editions) {
      const alerts = [
        ...this.emails.filter(({ deliveryId }) => deliveryId === alertId(edition, id)),
        ...gathered.filter((email) => listedEdition(email, edition) === edition.edition),
      ];
      const due = this.dueOf(person, edition);
      const instant = due.filter(({ frequency }) => frequency === 'instant');
      this.checkAlerts(person, edition, alerts, instant);
      for (const frequency of ['daily', 'weekly', 'monthly'] as const) {
        const ofFrequency = due.filter((entry) => entry.frequency === frequency);
        if (ofFrequency.length > 0) {
          digestLimits.set(frequency, (digestLimits.get(frequency) ?? 0) + 1);
        }
        this.checkDigests(person, edition, digests, ofFrequency, frequency);
      }
    }
    for (const frequency of ['daily', 'weekly', 'monthly']) {
      const listings = digests.filter(({ deliveryId }) =>
        deliveryId.startsWith(`digest-${frequency}`),
      );
      const limit = digestLimits.get(frequency) ?? 0;
      if (listings.length > limit) {
        const times = listings.map(({ at }) => clock(at)).join(', ');
        this.fail(
          `${person} was told of ${first.briefing} in ${listings.length} ${frequency} digests (${times}) instead of at most ${limit}.`,
        );
      }
    }
  }

  private checkAlerts(person: string, edition: Edition, alerts: SentEmail[], due: Due[]): void {
    const name = `${edition.briefing} (edition ${edition.edition})`;
    const [alert] = alerts;
    const must = due.filter(
      ({ isCertain, endedAt, storedAt }) =>
        isCertain && (endedAt === undefined || endedAt > this.alertDeadline(person, storedAt)),
    );
    if (alerts.length > 1) {
      const told = alerts.map(({ deliveryId, at }) => `${deliveryId} at ${clock(at)}`).join(', ');
      this.fail(`${person} was told of ${name} ${alerts.length} times: ${told}.`);
    }
    if (alert && due.length === 0) {
      this.fail(`${person} got an alert about ${name} at ${clock(alert.at)}, which was not due.`);
    }
    if (
      alert &&
      due.length > 0 &&
      due.every(({ endedAt }) => endedAt !== undefined && endedAt < alert.claimedAt)
    ) {
      this.fail(
        `${person} had left at ${clock(due[0]?.endedAt ?? 0)} and got an alert about ${name}, claimed at ${clock(alert.claimedAt)}.`,
      );
    }
    if (must.length === 0) return;
    const matchedAt = Math.max(...must.map(({ storedAt }) => storedAt));
    const deadline = this.alertDeadline(person, matchedAt);
    if (deadline > this.run.end) return;
    if (alert === undefined) {
      this.fail(`${person} never got an alert about ${name}, matched at ${clock(matchedAt)}.`);
    } else if (alert.at > deadline) {
      this.fail(
        `${person} got the alert about ${name} at ${clock(alert.at)}, after ${clock(deadline)}.`,
      );
    }
  }

  /**
   * When an alert must have been sent: other alerts may have been sent before it, so that it is gathered
   * until the end of their window, or until the next morning if there were as many as may be in a day.
   */
  private alertDeadline(person: string, matchedAt: number): number {
    const from = Math.max(matchedAt, this.run.simulation.lastFaultAt);
    const deadline = from + ALERT_WINDOW_MS + MAX_LATENESS_MS;
    const id = this.run.people.subscriberIdOf(person);
    const preferences = this.preferencesOf(person);
    const margin = ALERT_WINDOW_MS + MAX_LATENESS_MS;
    const limited = this.versions.filter(
      ({ key, at, image }) =>
        key === `${id}|alerts` && at <= deadline && countedEmails(image) >= MAX_ALERTS_PER_DAY,
    );
    if (limited.length === 0) return preferences.alertDeadline(from, deadline, margin);
    const endOfDay = Math.ceil(from / DAY_MS) * DAY_MS;
    const morning = this.digestTimes(person, 'daily', endOfDay) + MAX_LATENESS_MS;
    return preferences.alertDeadline(from, Math.max(deadline, morning), margin);
  }

  private checkDigests(
    person: string,
    edition: Edition,
    digests: SentEmail[],
    due: Due[],
    frequency: DigestFrequency,
  ): void {
    const listings = digests.filter(({ deliveryId }) =>
      deliveryId.startsWith(`digest-${frequency}`),
    );
    for (const { at, claimedAt } of listings) {
      const hasLeft =
        due.length > 0 && due.every(({ endedAt }) => endedAt !== undefined && endedAt < claimedAt);
      if (hasLeft) {
        this.fail(
          `${person} had left at ${clock(due[0]?.endedAt ?? 0)} and got a digest about ${edition.briefing} at ${clock(at)}, claimed at ${clock(claimedAt)}.`,
        );
      }
    }
    const must = due.filter(({ isCertain, endedAt }) => isCertain && endedAt === undefined);
    if (must.length === 0) return;
    const from = Math.max(...must.map(({ matchedAt }) => matchedAt));
    const readable = Math.max(...must.map(({ storedAt }) => storedAt));
    const dueAt = this.digestTimes(person, frequency, Math.max(from, readable) + DIGEST_MARGIN_MS);
    const deadline = this.preferencesOf(person).digestDeadline(
      frequency,
      from,
      Math.max(dueAt, this.run.simulation.lastFaultAt) + MAX_LATENESS_MS,
      MAX_LATENESS_MS,
    );
    if (deadline > this.run.end) return;
    const told = listings.filter(({ at }) => at >= from - 60_000 && at <= deadline);
    if (told.length === 0) {
      const others = listings.map(({ at }) => clock(at)).join(', ');
      this.fail(
        `${person} was not told of ${edition.briefing} (edition ${edition.edition}, matched at ${clock(from)}) by the ${frequency} digest until ${clock(deadline)}${others && `, but at ${others}`}.`,
      );
    }
  }

  /**
   * The latest time of the next digest after a time. Whoever chooses another hour before it moves it, also
   * to the next day.
   */
  private digestTimes(person: string, frequency: DigestFrequency, after: number): number {
    const profiles = this.versions.filter(
      ({ image }) => image?.item?.S === 'profile' && image.address?.S === addressOf(person),
    );
    const next = (time: number) =>
      profiles.map(({ image }) => {
        const from = new Date(time).toISOString();
        return Date.parse(nextDigestAt({ frequency, ...scheduleIn(image) }, from));
      });
    let latest = Math.max(...next(after));
    for (const { at } of profiles) {
      if (at > after && at <= latest) latest = Math.max(latest, ...next(at));
    }
    return latest;
  }

  /** The frequencies at which an edition is due to a person, by the stamps in the tables. */
  private dueOf(person: string, edition: Edition): Due[] {
    const mutes = this.preferencesOf(person).mutes(edition.briefing);
    return edition.topics
      .flatMap((topic): Due[] => {
        const periods = this.periods(person, topic);
        if (periods.length === 0) return [];
        const match = this.matchOf(edition, topic);
        const matchedAt = match?.matchedAt ?? edition.publishedAt;
        const storedAt = match?.storedAt ?? edition.publishedAt;
        const started = periods.filter(({ since }) => since <= matchedAt);
        // Not the array's last: after a switch by a slow clock the stamps are not in order.
        const period = started.reduce<Period | undefined>(
          (latest, candidate) =>
            latest === undefined || candidate.since >= latest.since ? candidate : latest,
          undefined,
        );
        const isOrdered = periods.every(
          ({ since }, index) => index === 0 || since >= (periods[index - 1]?.since ?? 0),
        );
        // The subscription may have been read before or after the match, if it is as new as this.
        const candidates =
          period === undefined ? periods.slice(0, 1) : isOrdered ? [period] : periods;
        // They had edited it into another topic, whose matches count instead.
        if (isOrdered && period?.until !== undefined && matchedAt >= period.until) return [];
        const isFollowed =
          period !== undefined && this.isFollowedBefore(person, topic, edition.publishedAt);
        return candidates.map((candidate) => ({
          frequency: candidate.frequency,
          matchedAt,
          storedAt,
          endedAt: candidate.endedAt,
          isCertain:
            !mutes &&
            isOrdered &&
            isFollowed &&
            (candidate.endedAt === undefined || candidate.endedAt > matchedAt) &&
            edition.supersededAt === undefined,
        }));
      })
      .filter(
        ({ endedAt, matchedAt, isCertain }) =>
          isCertain || endedAt === undefined || endedAt > matchedAt - 60_000,
      );
  }

  /** Whether a follow was confirmed to the person before the briefing was published. */
  private isFollowedBefore(person: string, topic: string, publishedAt: number): boolean {
    if (FOLLOWERS.some((follower) => follower.person === person && follower.topic === topic)) {
      // They may have left and come back.
      const [firstPeriod] = this.periods(person, topic);
      if (firstPeriod?.endedAt === undefined) return true;
    }
    const isEdited = this.run.people.done.some(
      ({ action, begunAt, doneAt }) =>
        action.kind === 'edit-topic' &&
        action.person === person &&
        action.next === topic &&
        doneAt !== undefined &&
        doneAt <= publishedAt &&
        this.periods(person, topic).some(
          ({ storedAt }) => storedAt >= begunAt && storedAt <= doneAt,
        ),
    );
    if (isEdited) return true;
    return this.run.people.done.some(
      ({ action, doneAt }) =>
        (action.kind === 'follow' || action.kind === 'sign-up') &&
        action.person === person &&
        action.topic === topic &&
        doneAt !== undefined &&
        doneAt <= publishedAt,
    );
  }

  /** The periods in which a person followed a topic, in the order in which they were stored. */
  private periods(person: string, topic: string): Period[] {
    const id = this.run.people.subscriberIdOf(person);
    const periods: Period[] = [];
    let unsubscribedAt: string | undefined;
    const end = (at: number) => {
      for (const period of periods) period.endedAt ??= at;
    };
    /** The subscription that keeps the periods of this topic after an edit. */
    let heir: string | undefined;
    const left = new Set<string>();
    for (const { at, image, key } of this.versions) {
      if (!key.startsWith(`${id}|`)) continue;
      if (image?.item?.S === 'profile') {
        const mark = image.unsubscribedAt?.S as string | undefined;
        if (mark !== undefined && mark !== unsubscribedAt) end(at);
        unsubscribedAt = mark;
        continue;
      }
      if (!key.includes('|topic#')) continue;
      // An edit only marks the former subscription, which is deleted later.
      const wasLeft = left.delete(key);
      if (image && Number(image.unsubscribes?.N) < 0) left.add(key);
      else if (image === undefined && wasLeft) continue;
      if (image === undefined || left.has(key)) {
        const isOwn = this.topicOf(key) === topic;
        if (!isOwn && key !== heir) continue;
        const replacement = this.replacementOf(key, at, topic);
        heir = replacement?.key;
        if (replacement === undefined) end(at);
        else if (isOwn) {
          for (const period of periods) period.until ??= replacement.until;
        }
        continue;
      }
      if (image.expression?.S !== topic) continue;
      const since = Date.parse(String(image.since?.S));
      const frequency = image.frequency?.S as Frequency;
      const last = periods.at(-1);
      if (last && last.since === since && last.frequency === frequency) continue;
      periods.push({ frequency, since, storedAt: at, endedAt: undefined });
    }
    return periods;
  }

  /**
   * The subscription that an edit stored when it marked the one with this key, and the stamp (ms) from which
   * it counts instead of the topic. Undefined if the subscription was not edited.
   */
  private replacementOf(
    formerKey: string,
    at: number,
    topic: string,
  ): { key: string; until: number } | undefined {
    const [id] = formerKey.split('|');
    for (const { key, image, at: storedAt } of this.versions) {
      if (storedAt !== at || !key.startsWith(`${id}|topic#`) || image?.replaced === undefined)
        continue;
      const { replaced } = unmarshall({ replaced: image.replaced } as never);
      const kept = replaced.findLast((one: { expression: string }) => one.expression === topic);
      const until = kept?.formerly.at(-1)?.until;
      if (kept !== undefined) return { key, until: until === undefined ? at : Date.parse(until) };
    }
    return undefined;
  }

  private topicOf(key: string): string | undefined {
    const version = this.versions.find((candidate) => candidate.key === key && candidate.image);
    return version?.image?.expression?.S as string | undefined;
  }

  private topicsOf(person: string): string[] {
    const id = this.run.people.subscriberIdOf(person);
    const topics = this.versions
      .filter(({ key, image }) => key.startsWith(`${id}|topic#`) && image)
      .map(({ image }) => String(image?.expression?.S));
    return [...new Set(topics)];
  }

  private editions(): Edition[] {
    const names = new Map<string, Done>();
    for (const entry of this.run.people.done) {
      if (entry.briefingId !== undefined) names.set(entry.briefingId, entry);
    }
    const editions: Edition[] = [];
    for (const { at, image } of this.versions) {
      const briefingId = String(image?.briefingId?.S);
      const edition = Number(image?.edition?.N);
      const { action } = names.get(briefingId) ?? {};
      if (image?.contentHash === undefined || action?.kind !== 'publish') continue;
      if (editions.some((known) => known.briefingId === briefingId && known.edition >= edition))
        continue;
      const { briefing, topics } = action;
      editions.push({
        briefingId,
        briefing,
        edition,
        topics,
        publishedAt: at,
        supersededAt: undefined,
      });
    }
    return editions.map((edition) => ({
      ...edition,
      supersededAt: editions.find(
        (other) => other.briefingId === edition.briefingId && other.edition > edition.edition,
      )?.publishedAt,
    }));
  }

  private matchOf({ briefingId, edition }: Edition, topic: string): StoredMatch | undefined {
    for (const { at, image } of this.versions) {
      if (image?.matchedAt === undefined || image.topicId === undefined) continue;
      if (image.briefingId?.S !== briefingId || Number(image.edition?.N) !== edition) continue;
      const topicId = String(image.topicId.S);
      if (this.expressionOf(topicId) !== topic) continue;
      return {
        topicId,
        briefingId,
        edition,
        matchedAt: Date.parse(String(image.matchedAt.S)),
        storedAt: at,
      };
    }
    return undefined;
  }

  private expressionOf(topicId: string): string | undefined {
    const version = this.versions.find(
      ({ key, image }) => key.endsWith(`|topic#${topicId}`) && image !== undefined,
    );
    return version?.image?.expression?.S as string | undefined;
  }

  private async readEmails(): Promise<SentEmail[]> {
    const emails: SentEmail[] = [];
    for (const email of this.run.simulation.emails) {
      if (isProbe(email)) continue;
      const { text = '' } = await PostalMime.parse(email.raw);
      const claims = this.versions.filter(
        ({ at, image }) =>
          image?.deliveryId?.S === email.deliveryId &&
          image.status?.S === 'claimed' &&
          at <= email.at,
      );
      emails.push({
        ...email,
        text: text.replace(/\s+/g, ' '),
        person: email.to.split('@')[0] ?? '',
        claimedAt: claims.at(-1)?.at ?? email.at,
        gathered: gatheredFor(claims.at(-1)?.image),
      });
    }
    return emails;
  }
}

/** When the digests of a profile are due. */
function scheduleIn(profile: StoredItem | undefined): DigestSchedule {
  const weekday = profile?.weekday?.N;
  return {
    hour: Number(profile?.hour?.N),
    timeZone: 'UTC',
    ...(weekday === undefined ? {} : { weekday: Number(weekday) }),
  };
}

interface Due {
  readonly frequency: Frequency;
  readonly matchedAt: number;
  readonly storedAt: number;
  readonly endedAt: number | undefined;
  /** Whether the email must be sent, unless they leave before it; otherwise it may. */
  readonly isCertain: boolean;
}

/** The same rule as `deliveryIdOf`, written again so that a change of the ids is noticed. */
function alertId({ briefingId, edition }: Edition, subscriberId: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([briefingId]))
    .digest('hex')
    .slice(0, 24);
  return `alert-${hash}-${edition}-${subscriberId}`;
}

/** The edition of the briefing that an email with gathered alerts tells: the latest of them. */
function listedEdition(
  { gathered }: SentEmail,
  { briefingId }: Pick<Edition, 'briefingId'>,
): number | undefined {
  const editions = gathered
    .filter((alert) => alert.briefingId === briefingId)
    .map(({ edition }) => edition);
  return editions.length === 0 ? undefined : Math.max(...editions);
}

function gatheredFor(claim: StoredItem | undefined): SentEmail['gathered'] {
  if (claim?.progress === undefined) return [];
  const { progress } = unmarshall({ progress: claim.progress } as never);
  return progress.included ?? [];
}

/** How many emails of the day an item with a subscriber's alerts has counted. */
function countedEmails(item: StoredItem | undefined): number {
  if (item?.window === undefined) return 0;
  return Number(unmarshall({ window: item.window } as never).window.emails);
}

function idOf(item: StoredItem): string {
  return String(item.deliveryId?.S ?? item.briefingId?.S);
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(5, 19);
}
