import { routeTable } from '../../lib/local/http/route-table';
import { aStage, findResource, referenceName, resourcesOf } from './stage';

const template = aStage();
const routes = resourcesOf(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => ({
  key: String(Properties.RouteKey),
  authorization: Properties.AuthorizationType,
  functionArn: functionOf(referenceName(Properties.Target).replace('integrations/', '')),
}));

function functionOf(integration: string): string {
  const { Properties } = findResource(template, 'AWS::ApiGatewayV2::Integration', integration);
  return referenceName(Properties.IntegrationUri);
}

/** The function that handles a request, and the authorization that the request needs. */
function routeOf(method: string, path: string) {
  const find = routeTable(routes.map(({ key, functionArn }) => ({ routeKey: key, functionArn })));
  const found = find(method, path)?.route;
  const route = routes.find(({ key }) => key === found?.routeKey);
  return [route?.functionArn, route?.authorization];
}

describe('a request', () => {
  it.each([['POST', '/api/briefings']])(
    '%s %s must be signed and is handled by publish',
    (method, path) => {
      expect(routeOf(method, path)).toEqual(['WebPublish', 'AWS_IAM']);
    },
  );

  it.each([
    ['POST', '/api/subscriptions'],
    ['POST', '/api/subscribers/lookup'],
    ['GET', '/api/briefings'],
    ['DELETE', '/api/anything/at/all'],
  ])('%s %s must be signed and is handled by operate', (method, path) => {
    expect(routeOf(method, path)).toEqual(['WebOperate', 'AWS_IAM']);
  });

  it.each([
    ['GET', '/'],
    ['GET', '/topics/some-topic'],
    ['POST', '/unsubscribe'],
    ['POST', '/subscribe'],
    ['GET', '/apiary'],
    ['GET', '/nothing/here'],
  ])('%s %s is public and is handled by the pages', (method, path) => {
    expect(routeOf(method, path)).toEqual(['WebPages', 'NONE']);
  });
});

describe('the API', () => {
  it('limits the cost of a flood of requests', () => {
    const stage = findResource(template, 'AWS::ApiGatewayV2::Stage', 'WebStage');
    expect(stage.Properties).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 },
    });
  });

  it('lets through few sign-ups per second, since each is written to a table and emailed', () => {
    const stage = findResource(template, 'AWS::ApiGatewayV2::Stage', 'WebStage');
    expect(stage.Properties.RouteSettings).toEqual({
      'POST /subscribe': { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 50 },
    });
    expect(routes.map(({ key }) => key)).toContain('POST /subscribe');
    // CloudFormation refuses settings of a route that does not exist yet.
    expect(Object(stage).DependsOn).toContainEqual(
      expect.stringMatching(/^WebApiPOSTsubscribe[0-9A-F]{8}$/),
    );
  });

  it('sends requests in the format that the handlers read', () => {
    for (const { Properties } of resourcesOf(template, 'AWS::ApiGatewayV2::Integration')) {
      expect(Properties.PayloadFormatVersion).toBe('2.0');
    }
  });

  it.each(['Publish', 'Operate', 'Pages'])('does not time out before %s does', (name) => {
    const { Properties } = findResource(template, 'AWS::Lambda::Function', `Web${name}`);
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    expect(Number(Properties.Timeout)).toBeLessThan(30);
  });

  it('is the site URL, unless the settings name another', () => {
    const siteUrlOf = (changes: object) => Object(aStage({ ...changes })).Outputs.SiteUrl.Value;
    expect(siteUrlOf({ siteUrl: 'https://news.test/' })).toBe('https://news.test');
    expect(referenceName(siteUrlOf({ siteUrl: undefined }))).toContain('WebApi');
  });
});
