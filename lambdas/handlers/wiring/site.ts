import { readBundledFile } from '../../adapters/bundled-file';
import { systemClock } from '../../adapters/clock';
import { connectDynamoDb } from '../../adapters/dynamodb';
import { createLogger } from '../../adapters/logger';
import { SignedLinks } from '../../adapters/signed-links';
import { Subscribers } from '../../adapters/subscribers';
import type { Brand } from '../../domain/brand';
import type { WordingLanguage } from '../../domain/languages/wording-language';
import { readEnvironment } from '../../environment';
import type { SiteView } from '../../rendering/pages/page-views';
import { sitePages } from '../../rendering/site-pages';
import { confirmCommands } from '../../use-cases/receive-email/confirm-commands';
import { pageAddress } from '../site/page-address';
import { ARCHIVE_VARIABLES, wireArchive } from './archive';
import { wireCommands } from './commands';
import { wireFollow } from './follow';
import { wireLeaving } from './leaving';
import { MANAGE_VARIABLES, wireManage } from './manage';
import { PREFERENCES_VARIABLES, wirePreferences } from './preferences';
import { SIGN_UP_VARIABLES, wireSignUp } from './sign-up';
import { siteDefaults } from './site-defaults';
import { wireSubscriptions } from './subscriptions';

const VARIABLES = [
  ...ARCHIVE_VARIABLES,
  ...SIGN_UP_VARIABLES,
  ...MANAGE_VARIABLES,
  ...PREFERENCES_VARIABLES,
  'SITE_NAME',
  'BRAND',
  'SITE_URL',
  'POSTAL_ADDRESS',
  'SUGGESTED_TOPICS',
  'NEWSLETTERS',
  'FORM_ORIGINS',
  'INBOUND_ADDRESS',
] as const;

function readLogo({ logo }: Brand) {
  // The directory of the function's code: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
  const root = process.env.LAMBDA_TASK_ROOT ?? '.';
  return logo && { ...logo, bytes: readBundledFile(root, logo.file) };
}

/** Everything that pages need; each route takes a `Pick` of it. */
export type SiteDependencies = ReturnType<typeof wireSite>;

/** Builds what the web function needs. */
export function wireSite() {
  const environment = readEnvironment(VARIABLES, process.env);
  const dynamoDb = connectDynamoDb();
  const subscriptions = wireSubscriptions(dynamoDb, environment);
  const links = new SignedLinks(dynamoDb, environment.SUBSCRIBERS_TABLE, systemClock);
  const preferences = wirePreferences(environment, dynamoDb);
  const signUp = wireSignUp(environment, dynamoDb, links, subscriptions);
  const { requestEmail, requesting, clearMailboxRequests } = signUp;
  const subscribers = new Subscribers(dynamoDb, environment.SUBSCRIBERS_TABLE);
  const archive = wireArchive(environment, dynamoDb);
  const defaults = siteDefaults(environment);
  return {
    logger: createLogger(),
    view: (language: WordingLanguage): SiteView => ({
      siteName: environment.SITE_NAME,
      brand: environment.BRAND,
      siteUrl: environment.SITE_URL,
      postalAddress: environment.POSTAL_ADDRESS,
      timeZone: environment.TIME_ZONE,
      language,
      newsletters: environment.NEWSLETTERS,
      now: systemClock(),
      ...pageAddress(),
    }),
    logo: readLogo(environment.BRAND),
    siteUrl: environment.SITE_URL,
    formOrigins: environment.FORM_ORIGINS,
    pages: sitePages(environment.SITE_URL),
    defaults,
    suggestedTopics: environment.SUGGESTED_TOPICS,
    inboundAddress: environment.INBOUND_ADDRESS,
    links,
    subscriberFile: subscribers.file,
    ...wireLeaving(environment, dynamoDb),
    ...archive,
    ...signUp,
    ...wireFollow({ ...archive, signUp, subscribers, newsletters: environment.NEWSLETTERS }),
    confirmCommands: confirmCommands({
      ...signUp,
      ...wireCommands(environment, dynamoDb, subscriptions),
      findAddress: subscribers.findAddress,
      subscriberFile: subscribers.file,
      defaults,
      now: systemClock,
    }),
    ...wireManage(environment, dynamoDb, {
      subscriptions,
      preferences,
      requestEmail,
      requesting,
      clearMailboxRequests,
      previewExpression: archive.previewExpression,
    }),
    ...preferences,
    now: systemClock,
  };
}
