import { CreateTableCommand, DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { Browser } from 'playwright-core';
import { WORDING_LANGUAGES } from '../../lambdas/domain/languages/wording-language';
import { SITE_WORDING } from '../../lambdas/rendering/wording/site';
import { startBrowser } from '../support/browser';
import { type Journey, startJourney, withDynamoDb } from '../support/journey';
import { invalidHtml, problemsOf } from './page-checks';
import { inLanguage, newTab } from './reader-site';

jest.mock('../../lambdas/adapters/clock', () => jest.requireActual('../support/clock'));

describe('a service whose briefings are gone', () => {
  let journey: Journey;
  let browser: Browser;
  let TableName: string;
  beforeAll(async () => {
    [journey, browser] = await Promise.all([startJourney(), startBrowser()]);
    TableName = journey.stack.tableName('Briefings');
    await withDynamoDb(journey, (client) => client.send(new DeleteTableCommand({ TableName })));
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    // Stopping deletes every table, so there must be one of this name.
    const placeholder = new CreateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    await withDynamoDb(journey, (client) => client.send(placeholder));
    await journey.stop();
  });

  it.each(WORDING_LANGUAGES)('answers with an accessible page in %s', async (language) => {
    const { status, html } = await journey.get(inLanguage('/archive', language));
    expect(status).toBe(500);
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain(SITE_WORDING[language].skip);
    expect(html).not.toMatch(/ResourceNotFound|DynamoDB|at \w+ \(/);
    expect(await invalidHtml(html)).toEqual([]);
    const { page, context } = await newTab(browser);
    expect(await problemsOf(page, html)).toEqual([]);
    await context.close();
  });
});
