import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms';
import { Dashboard } from './dashboard';
import { grantRedrive } from './dead-letters';
import { Delivery } from './delivery';
import { Feedback } from './feedback';
import { Matching } from './matching';
import { Sending } from './sending';
import type { ServiceFunction } from './service-function';
import type { Settings } from './settings';
import { Storage } from './storage';
import type { WatchedResources } from './watched-resources';
import { Web } from './web';
import { WorkQueue } from './work-queue';

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
    const deliveries = new WorkQueue(this, 'Deliveries', {
      variable: 'DELIVERIES_QUEUE_URL',
      // Throttling by SES counts too. With the delays in between, the attempts last for hours.
      maxReceiveCount: 20,
    });
    const matching = new Matching(this, 'Matching', { storage, deliveries, logRetention });
    const feedback = new Feedback(this, 'Feedback', { storage, sending, logRetention });
    const web = new Web(this, 'Web', { storage, sending, sendRate, deliveries, logRetention });
    const delivery = new Delivery(this, 'Delivery', {
      storage,
      sending,
      deliveries,
      sendRate,
      logRetention,
    });
    const watched: WatchedResources = {
      queues: { FanOut: matching.alerts, Deliveries: deliveries, Feedback: feedback.events },
      unmatched: matching.unmatched,
      scheduled: delivery.scheduled,
      match: matching.match,
    };
    grantRedrive(web.functions.operate, watched);
    const { operatorEmail } = settings;
    const alarms = new Alarms(this, 'Alarms', { ...watched, operatorEmail });
    if (settings.dashboard) new Dashboard(this, 'Dashboard', { ...watched, alarms: alarms.all });

    const siteUrl = settings.siteUrl ?? web.api.apiEndpoint;
    configureFunctions(settings, siteUrl, { deliver: delivery.deliver, ...web.functions });
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

  private addOutput(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}

/** Passes the operator's settings to the functions that write links or create subscribers. */
function configureFunctions(
  settings: Settings,
  siteUrl: string,
  { deliver, pages, operate }: Record<'deliver' | 'pages' | 'operate', ServiceFunction>,
): void {
  const site = {
    SITE_NAME: settings.siteName,
    SITE_URL: siteUrl,
    POSTAL_ADDRESS: settings.postalAddress,
  };
  const defaults = {
    DIGEST_HOUR: String(settings.digestHour),
    TIME_ZONE: settings.timeZone,
    TOPIC_LANGUAGE: settings.topicLanguage,
  };
  const suggested = { SUGGESTED_TOPICS: JSON.stringify(settings.suggestedTopics) };
  deliver.configure({ ...site, SENDER: settings.sender, STAGE: settings.stage });
  pages.configure({ ...site, ...defaults, ...suggested });
  operate.configure(defaults);
}
