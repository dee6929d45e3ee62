import { routeTable } from '../../lib/local/http/route-table';
import { aStage, inWords, resourcesOf, theResource } from './stage';

const template = aStage();
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
  key: String(Properties.RouteKey),
  authorization: Properties.AuthorizationType,
  functionArn: functionOf(inWords(Properties.Target).replace('integrations/', '')),
}));

function functionOf(integration: string): string {
  const { Properties } = theResource(template, 'AWS::ApiGatewayV2::Integration', integration);
  return inWords(Properties.IntegrationUri);
}

/** Who answers a request, and whether it must be signed. */
function answering(method: string, path: string) {
  const find = routeTable(routes.map(({ key, functionArn }) => ({ routeKey: key, functionArn })));
  const found = find(method, path)?.route;
  const route = routes.find(({ key }) => key === found?.routeKey);
  return [route?.functionArn, route?.authorization];
}

describe('a request', () => {
  it.each([['POST', '/api/briefings']])(
    '%s %s must be signed and goes to publish',
    (method, path) => {
      expect(answering(method, path)).toEqual(['WebPublish', 'AWS_IAM']);
    },
  );

  it.each([
    ['POST', '/api/subscriptions'],
    ['POST', '/api/subscribers/lookup'],
    ['GET', '/api/briefings'],
    ['DELETE', '/api/anything/at/all'],
  ])('%s %s must be signed and goes to operate', (method, path) => {
    expect(answering(method, path)).toEqual(['WebOperate', 'AWS_IAM']);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/topics/some-topic'],
    ['POST', '/unsubscribe'],
    ['GET', '/apiary'],
    ['GET', '/nothing/here'],
  ])('%s %s is for everyone and goes to the pages', (method, path) => {
    expect(answering(method, path)).toEqual(['WebPages', 'NONE']);
  });
});

describe('the API', () => {
  it('is limited in what a flood of requests can cost', () => {
    const stage = theResource(template, 'AWS::ApiGatewayV2::Stage', 'WebStage');
    expect(stage.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    });
  });

  it('hands requests over in the format that the handlers read', () => {
    for (const { Properties } of resourcesOf(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(Properties.PayloadFormatVersion).toBe('2.0');
    }
  });

  it.each(['Publish', 'Operate', 'Pages'])('gets an answer of %s before it gives up', (door) => {
    const { Properties } = theResource(template, 'AWS::Lambda::Function', `Web${door}`);
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    expect(Number(Properties.Timeout)).toBeLessThan(30);
  });

  it('is where readers find the site, unless there is an address for it', () => {
    const siteUrlOf = (changes: object) => Object(aStage({ ...changes })).Outputs.SiteUrl.Value;
    expect(siteUrlOf({ siteUrl: 'https://news.test/' })).toBe('https://news.test');
    expect(inWords(siteUrlOf({ siteUrl: undefined }))).toContain('WebApi');
  });
});
