import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MAX_MESSAGE_AGES } from '../../lib/watched-resources';
import { aStage, type DeclaredResource, findResource, referenceName, resourcesOf } from './stage';

const template = aStage({
  operatorEmail: 'operator@news.test',
  inboundAddress: 'alerts@in.news.test',
});
const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
const operating = readFileSync(path.join(__dirname, '../../docs/operating.md'), 'utf8');

/** The alarm with this id, and what it watches. */
function alarm(id: string): DeclaredResource['Properties'] & { watched: string | undefined } {
  const found = alarms.filter(({ name }) => name === `Alarms${id}`);
  expect(found).toHaveLength(1);
  const { Properties = {} } = found[0] ?? {};
  const [dimension] = Object(Properties).Dimensions ?? [];
  return { ...Properties, watched: dimension && referenceName(dimension.Value) };
}

/** The paragraphs of the runbook by heading. */
function runbook(): Map<string, string> {
  const [, ...sections] = operating.split(/^#{2,4} /m);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading.trim(), lines.join('\n').trim()];
    }),
  );
}

describe('the heartbeat of a schedule', () => {
  it('is missed when the function was not invoked in two intervals, even if there is no data', () => {
    expect(alarm('DigestsHeartbeat')).toMatchObject({
      watched: 'DueDigestsRequest',
      MetricName: 'Invocations',
      Statistic: 'Sum',
      Period: 300,
      EvaluationPeriods: 2,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });

  it('is missed after five minutes by a function that runs every minute', () => {
    expect(alarm('RecoverHeartbeat')).toMatchObject({
      watched: 'DeliveryRecover',
      Period: 60,
      EvaluationPeriods: 5,
    });
  });

  it('is watched for every schedule', () => {
    const scheduled = resourcesOf(template, 'AWS::Scheduler::Schedule').map(({ Properties }) =>
      referenceName(Object(Properties.Target).Arn),
    );
    const watched = alarms
      .filter(({ name }) => name.endsWith('Heartbeat'))
      .map(({ name }) => alarm(name.replace(/^Alarms/, '')).watched);
    expect(watched.sort()).toEqual(scheduled.sort());
  });
});

describe('the age of the oldest message', () => {
  it('is watched for every queue that has a worker', () => {
    const worked = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
      .map(({ Properties }) => referenceName(Properties.EventSourceArn))
      .filter((source) => source !== 'StorageBriefings')
      .map((queue) => `GetAtt ${queue}`);
    const watched = alarms
      .filter(({ Properties }) => Properties.MetricName === 'ApproximateAgeOfOldestMessage')
      .map(({ name }) => `GetAtt ${alarm(name.replace(/^Alarms/, '')).watched}`);
    expect(watched.sort()).toEqual(worked.sort());
  });

  it('raises an alarm after 15 minutes for alerts on their way, after a day for digests', () => {
    expect(alarm('FanOutAge')).toMatchObject({
      Threshold: 15 * 60,
      ComparisonOperator: 'GreaterThanThreshold',
      Statistic: 'Maximum',
    });
    expect(MAX_MESSAGE_AGES.Confirmations.toMinutes()).toBe(5);
    expect(MAX_MESSAGE_AGES.Alerts.toMinutes()).toBe(15);
    expect(MAX_MESSAGE_AGES.Digests.toHours()).toBe(24);
  });
});

it('a stream that is 15 minutes behind raises an alarm', () => {
  expect(alarm('MatchIteratorAge')).toMatchObject({
    watched: 'MatchingMatch',
    MetricName: 'IteratorAge',
    Statistic: 'Maximum',
    Threshold: 15 * 60_000,
  });
});

it('throttled functions raise an alarm', () => {
  expect(alarm('Throttles')).toMatchObject({ Namespace: 'AWS/Lambda', Statistic: 'Sum' });
});

it('two hundred stopped sign-ups in an hour raise an alarm, counted from the logs of the pages and of deliveries', () => {
  expect(alarm('StoppedSignUps')).toMatchObject({
    MetricName: 'StoppedSignUps',
    Statistic: 'Sum',
    Period: 3600,
    Threshold: 200,
    TreatMissingData: 'notBreaching',
  });
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter');
  expect(filters).toHaveLength(3);
  for (const log of [/^WebPagesLogs/, /^DeliveryDeliverLogs/]) {
    expect(filters.map(({ Properties }) => Properties)).toContainEqual(
      expect.objectContaining({
        FilterPattern: '{ $.message = "sign-up stopped" }',
        LogGroupName: { Ref: expect.stringMatching(log) },
        MetricTransformations: [
          expect.objectContaining({ MetricName: 'StoppedSignUps', MetricValue: '1' }),
        ],
      }),
    );
  }
});

it('a feed that begins to fail raises an alarm, once for each line of the log', () => {
  expect(alarm('FailingFeeds')).toMatchObject({
    MetricName: 'FailingFeeds',
    Statistic: 'Sum',
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
  const filters = resourcesOf(template, 'AWS::Logs::MetricFilter');
  expect(filters.map(({ Properties }) => Properties)).toContainEqual(
    expect.objectContaining({
      FilterPattern: '{ $.message = "feed needs attention" }',
      LogGroupName: { Ref: expect.stringMatching(/^FeedsPollLogs/) },
    }),
  );
});

it.each([
  ['BounceRate', 0.02],
  ['ComplaintRate', 0.0005],
])('a %s above %d raises an alarm, and stays in it between two values', (rate, threshold) => {
  expect(alarm(rate)).toMatchObject({
    Namespace: 'AWS/SES',
    MetricName: `Reputation.${rate}`,
    Threshold: threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'ignore',
  });
});

describe('the runbook', () => {
  it.each(alarms.map(({ name, Properties }) => [name.replace(/^Alarms/, ''), Properties]))(
    'says what to do about %s, and the alarm names the section',
    (id, { AlarmDescription }) => {
      expect(runbook().get(id)).toMatch(/\w{3,}.*\./);
      expect(AlarmDescription).toContain(`docs/operating.md#${id.toLowerCase()}`);
    },
  );

  it('says what the alarms beyond the ten free ones cost', () => {
    const cost = ((alarms.length - 10) / 10).toFixed(2);
    const [, stated] = /A stage has (\d+ alarms, which cost [\d.]+ USD)/.exec(operating) ?? [];
    expect(stated).toBe(`${alarms.length} alarms, which cost ${cost} USD`);
  });
});

describe('the operator’s topic', () => {
  it('takes messages over TLS only, from the alarms of this account', () => {
    const policy = findResource(template, 'AWS::SNS::TopicPolicy', 'AlarmsOperatorPolicy');
    expect(Object(policy.Properties.PolicyDocument).Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});

describe('the dashboard', () => {
  const dashboards = (changes: object) =>
    resourcesOf(aStage({ ...changes }), 'AWS::CloudWatch::Dashboard');

  it('is there only with the setting, because it costs 3 USD a month', () => {
    expect(dashboards({})).toHaveLength(0);
    expect(dashboards({ dashboard: true })).toHaveLength(1);
  });

  it('shows the alarms, the emails, and the age of the oldest message of each queue', () => {
    const [dashboard] = dashboards({ dashboard: 'true' });
    const body = JSON.stringify(dashboard?.Properties.DashboardBody);
    for (const title of ['Alarms', 'Emails', 'Messages waiting', 'Dead letters', 'Errors']) {
      expect(body).toContain(title);
    }
    expect(body).toContain('ApproximateAgeOfOldestMessage');
  });
});
