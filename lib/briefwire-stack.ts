import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms';
import { Dashboard } from './dashboard';
import { grantRedrive } from './dead-letters';
import { Delivery } from './delivery';
import { DueDigests } from './due-digests';
import { FeedReading } from './feed-reading';
import { Feedback } from './feedback';
import { grantReceiving, Inbound } from './inbound';
import { Lanes } from './lanes';
import { Mailbox, type ReceivedEmails } from './mailbox';
import { receivedElsewhere } from './mailbox-stack';
import { Matching } from './matching';
import { ScheduledBriefings } from './scheduled-briefings';
import { Sending } from './sending';
import type { ServiceFunction } from './service-function';
import type { Settings } from './settings';
import { Storage } from './storage';
import type { WatchedResources } from './watched-resources';
import { Web } from './web';

export interface BriefwireStackProps extends StackProps {
  readonly settings: Settings;
}

/** One stage of the service. */
export class BriefwireStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: BriefwireStackProps) {
    super(scope, id, props);
    const { logRetentionDays: logRetention, sendRate } = settings;

    const storage = new Storage(this, 'Storage', settings);
    const sending = new Sending(this, 'Sending', settings);
    const lanes = new Lanes(this, 'Lanes');
    const matching = new Matching(this, 'Matching', { storage, lanes, logRetention });
    const feedback = new Feedback(this, 'Feedback', { storage, sending, logRetention });
    const dueDigests = new DueDigests(this, 'DueDigests', {
      storage,
      lanes,
      logRetention,
    });
    const web = new Web(this, 'Web', {
      storage,
      sending,
      sendRate,
      lanes,
      dueDigests: dueDigests.requests,
      logRetention,
      logoFile: settings.brand.logo?.file,
    });
    const scheduledBriefings = new ScheduledBriefings(this, 'ScheduledBriefings', {
      storage,
      logRetention,
    });
    scheduledBriefings.grantScheduling(web.functions.publish);
    scheduledBriefings.grantCancelling(web.functions.operate);
    const delivery = new Delivery(this, 'Delivery', {
      storage,
      sending,
      lanes,
      fanOut: matching.fanOut,
      sendRate,
      logRetention,
    });
    const feeds = new FeedReading(this, 'Feeds', { storage, api: web, logRetention });
    const received = this.receiveEmail(settings);
    const inbound =
      received && new Inbound(this, 'Inbound', { storage, lanes, received, logRetention });
    // For `npx briefwire receive`.
    if (inbound) grantReceiving(web.functions.operate, { storage, lanes });
    const watched: WatchedResources = {
      queues: {
        Confirmations: lanes.queues.confirmations,
        Alerts: lanes.queues.alerts,
        Digests: lanes.queues.digests,
        FanOut: matching.fanOut,
        DueDigests: dueDigests.requests,
        Feedback: feedback,
        FeedPolls: feeds.polls,
        Received: inbound?.queue,
      },
      unmatched: matching.unmatched,
      scheduled: {
        Digests: dueDigests.scheduled,
        Recover: delivery.recover,
        Feeds: feeds.scheduled,
        ScheduledBriefings: scheduledBriefings.scheduled,
      },
      match: matching.match,
    };
    grantRedrive(web.functions.operate, watched);
    const { operatorEmail } = settings;
    const alarms = new Alarms(this, 'Alarms', {
      ...watched,
      operatorEmail,
      signUpLogs: {
        pages: web.functions.pages.logGroup,
        deliver: delivery.deliver.logGroup,
      },
      feedLog: feeds.poll.logGroup,
    });
    if (settings.dashboard) new Dashboard(this, 'Dashboard', { ...watched, alarms: alarms.all });

    const siteUrl = settings.siteUrl ?? web.api.apiEndpoint;
    configureFunctions(settings, siteUrl, {
      deliver: delivery.deliver,
      recover: delivery.recover.fn,
      ...web.functions,
      receive: inbound?.receive,
    });
    for (const fn of [feeds.poll, feeds.operate]) {
      fn.configure({
        // Servers see it in the User-Agent of our requests.
        SITE_URL: siteUrl,
        ALLOW_LOOPBACK_FEEDS: String(isOnThisMachine(settings.siteUrl)),
      });
    }
    this.addOutput('SiteUrl', siteUrl, 'The site where people follow topics.');
    this.addOutput(
      'ApiUrl',
      web.api.apiEndpoint,
      'The API for signed requests from publishers and the command line.',
    );
    for (const [index, { name, value }] of sending.dkimRecords.entries()) {
      const description = 'A CNAME record to add to the DNS of the sender’s domain.';
      this.addOutput(`DkimRecord${index + 1}`, `${name} CNAME ${value}`, description);
    }
  }

  /** The emails that the stage receives, if it takes commands by email. */
  private receiveEmail(settings: Settings): ReceivedEmails | undefined {
    const { inboundAddress: address, inboundRegion, inboundRuleSet: ruleSet, keepData } = settings;
    if (address === undefined) return undefined;
    return inboundRegion === undefined
      ? new Mailbox(this, 'Mailbox', { address, ruleSet, keepData }).received
      : receivedElsewhere(this, settings, inboundRegion);
  }

  private addOutput(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** Whether the stage is a local one, with its site on the machine of the developer. */
function isOnThisMachine(siteUrl: string | undefined): boolean {
  return siteUrl !== undefined && new URL(siteUrl).hostname === 'localhost';
}

/** Passes the operator's settings to the functions that write links or create subscribers. */
function configureFunctions(
  settings: Settings,
  siteUrl: string,
  {
    deliver,
    recover,
    publish,
    pages,
    operate,
    receive,
  }: Record<'deliver' | 'recover' | 'publish' | 'pages' | 'operate', ServiceFunction> & {
    receive: ServiceFunction | undefined;
  },
): void {
  const site = {
    SITE_NAME: settings.siteName,
    SITE_URL: siteUrl,
    POSTAL_ADDRESS: settings.postalAddress,
    BRAND: JSON.stringify({ name: settings.siteName, ...settings.brand }),
  };
  const defaults = {
    DIGEST_HOUR: String(settings.digestHour),
    TIME_ZONE: settings.timeZone,
    TOPIC_LANGUAGE: settings.topicLanguage,
    MAX_TOPICS_PER_SUBSCRIBER: String(settings.maxTopicsPerSubscriber),
  };
  const suggested = { SUGGESTED_TOPICS: JSON.stringify(settings.suggestedTopics) };
  const newsletters = { NEWSLETTERS: JSON.stringify(settings.newsletters) };
  const signUp = {
    FORM_ORIGINS: JSON.stringify(settings.formOrigins),
    REFUSED_DOMAINS: JSON.stringify(settings.refusedDomains),
  };
  const sender = { SENDER: settings.sender, STAGE: settings.stage };
  const alertLimits = {
    ALERT_WINDOW_MINUTES: String(settings.alertWindowMinutes),
    MAX_ALERTS_PER_DAY: String(settings.maxAlertsPerDay),
  };
  const inbound = {
    INBOUND_ADDRESS: settings.inboundAddress ?? '',
    ANSWERS_PER_HOUR: String(settings.answersPerHour),
  };
  publish.configure(newsletters);
  deliver.configure({
    ...site,
    ...newsletters,
    ...sender,
    ...alertLimits,
    INBOUND_ADDRESS: inbound.INBOUND_ADDRESS,
  });
  // It sends probes.
  recover.configure(sender);
  const sending = {
    SEND_RATE: String(settings.sendRate),
    DAILY_QUOTA: String(settings.dailyQuota),
  };
  pages.configure({
    ...site,
    ...defaults,
    ...suggested,
    ...newsletters,
    ...signUp,
    ...sending,
    ...alertLimits,
    INBOUND_ADDRESS: inbound.INBOUND_ADDRESS,
  });
  operate.configure({ ...defaults, INBOUND_ADDRESS: inbound.INBOUND_ADDRESS });
  if (receive === undefined) return;
  const { REFUSED_DOMAINS } = signUp;
  const receiving = {
    ...defaults,
    ...inbound,
    ...alertLimits,
    REFUSED_DOMAINS,
    SENDER: settings.sender,
  };
  receive.configure(receiving);
  operate.configure(receiving);
}
