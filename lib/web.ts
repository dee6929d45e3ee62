import { Duration, Validations } from 'aws-cdk-lib';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  type HttpRoute,
  HttpStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Lanes } from './lanes';
import type { Sending } from './sending';
import { ServiceFunction } from './service-function';
import type { Storage } from './storage';
import { grantSubscribing } from './subscribing';
import type { WorkQueue } from './work-queue';

export interface WebProps {
  readonly storage: Storage;
  readonly sending: Sending;
  /** How many emails per second the account may send. */
  readonly sendRate: number;
  /** Receive confirmation emails, and alerts that an operator sends again. */
  readonly lanes: Lanes;
  /** Receives the digests that an operator requests. */
  readonly dueDigests: WorkQueue;
  readonly logRetention: RetentionDays;
  /** The picture that the pages show, relative to the repository. */
  readonly logoFile: string | undefined;
}

/** API Gateway times out after 30 s: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const REQUEST_TIMEOUT = Duration.seconds(28);

/** The HTTP API: IAM-signed routes for publishers and operators, and the public pages. */
export class Web extends Construct {
  readonly api: HttpApi;
  /** The functions that need the operator's settings, or what other constructs grant. */
  readonly functions: Record<'publish' | 'operate' | 'pages', ServiceFunction>;
  private readonly authorizer = new HttpIamAuthorizer();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebProps,
  ) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    const publish = this.addPublish();
    this.functions = { publish, operate: this.addOperate(), pages: this.addPages() };

    this.addSignedRoute('Publish', '/api/briefings', HttpMethod.POST, publish);
    this.addSignedRoute('IssueTest', '/api/issues/test', HttpMethod.POST, publish);
    this.addSignedRoute('Operate', '/api/{proxy+}', HttpMethod.ANY, this.functions.operate);
    const pages = this.api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('PagesIntegration', this.functions.pages),
    });
    const home = this.api.addRoutes({
      path: '/',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('HomeIntegration', this.functions.pages),
    });
    const subscribe = this.api.addRoutes({
      path: '/subscribe',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('SubscribeIntegration', this.functions.pages),
    });
    for (const route of [...pages, ...home, ...subscribe]) acknowledgePublicRoute(route);
    this.addStage(subscribe);
  }

  /** Adds a route whose requests must be signed by somebody whom IAM allows it. */
  addSignedRoute(id: string, path: string, method: HttpMethod, fn: ServiceFunction): void {
    this.api.addRoutes({
      path,
      methods: [method],
      integration: new HttpLambdaIntegration(`${id}Integration`, fn),
      authorizer: this.authorizer,
    });
  }

  private addStage(subscribe: HttpRoute[]): void {
    const stage = new HttpStage(this, 'Stage', { httpApi: this.api, autoDeploy: true });
    const cfnStage = stage.node.defaultChild as CfnStage;
    // The pages are public. A flood of requests must not run up the operator's bill.
    cfnStage.defaultRouteSettings = { throttlingBurstLimit: 200, throttlingRateLimit: 100 };
    // The form writes to a table and causes an email. The function refuses what is over its budget
    // with a page; this limit is for floods of which even the refusals would cost too much. Property
    // names as in CloudFormation, because the CDK does not translate those of a map.
    cfnStage.routeSettings = {
      'POST /subscribe': { ThrottlingBurstLimit: 50, ThrottlingRateLimit: 10 },
    };
    Validations.of(stage).acknowledge({
      id: 'AwsSolutions-APIG1',
      reason:
        'Access logs would keep the addresses of readers and the tokens in their links. The functions log outcomes.',
    });
    // CloudFormation refuses settings of a route that does not exist yet.
    stage.node.addDependency(...subscribe);
  }

  private addPublish(): ServiceFunction {
    const publish = this.addFunction('Publish', 'publish', 'Stores briefings from publishers.');
    this.props.storage.briefings.grantActions(publish, 'GetItem', 'UpdateItem');
    this.props.storage.briefings.grantIndexQuery(publish, 'byDay');
    // To send a newsletter issue to one address for a test.
    this.props.storage.deliveries.grantActions(publish, 'UpdateItem');
    this.props.lanes.grantSend(publish, 'confirmations');
    return publish;
  }

  private addOperate(): ServiceFunction {
    const operate = this.addFunction('Operate', 'operate', 'Runs the commands of operators.');
    const { storage, lanes, dueDigests } = this.props;
    grantSubscribing(operate, storage);
    storage.subscribers.grantIndexQuery(operate, 'due');
    storage.subscribers.grantIndexQuery(operate, 'followers');
    // To count the words of briefings, which shows the rarest word of each topic.
    storage.briefings.grantActions(operate, 'BatchGetItem');
    storage.briefings.grantIndexQuery(operate, 'byDay');
    // To verify the topic index, which needs all topics and all index entries.
    storage.topics.grantScan(operate);
    storage.topics.grantActions(operate, 'BatchGetItem', 'PutItem');
    // To count and store the requests of people whom it asks to confirm.
    storage.deliveries.grantActions(operate, 'GetItem', 'UpdateItem');
    lanes.grantSend(operate, 'confirmations');
    dueDigests.grantSend(operate);
    this.grantOperations(operate);
    return operate;
  }

  /** To show what was sent, to find what was not, and to send it after all. */
  private grantOperations(operate: ServiceFunction): void {
    const { storage, sending, lanes, sendRate } = this.props;
    storage.briefings.grantActions(operate, 'GetItem');
    storage.briefings.grantIndexQuery(operate, 'unmatched');
    storage.matches.grantActions(operate, 'BatchGetItem');
    storage.subscribers.grantActions(operate, 'BatchGetItem');
    // With `UpdateItem`, which `addOperate` grants, a refused email is opened again.
    storage.deliveries.grantActions(operate, 'BatchGetItem');
    for (const index of ['bySubscriber', 'byBriefing', 'unfinished']) {
      storage.deliveries.grantIndexQuery(operate, index);
    }
    lanes.grantSend(operate, 'alerts');
    sending.grantAccount(operate);
    operate.configure({ SEND_RATE: String(sendRate) });
  }

  private addPages(): ServiceFunction {
    const { logoFile } = this.props;
    const description = 'Serves the pages and handles their forms.';
    const pages = this.addFunction('Pages', 'web', description, logoFile ? [logoFile] : []);
    const { storage, lanes } = this.props;
    grantSubscribing(pages, storage);
    storage.briefings.grantActions(pages, 'GetItem', 'BatchGetItem');
    storage.briefings.grantIndexQuery(pages, 'byDay');
    storage.briefings.grantIndexQuery(pages, 'archive');
    storage.matches.grantIndexQuery(pages, 'byMatchedAt');
    // To say why a briefing did not arrive, and what did.
    storage.matches.grantActions(pages, 'BatchGetItem');
    storage.deliveries.grantIndexQuery(pages, 'bySubscriber');
    storage.deliveries.grantActions(pages, 'GetItem', 'BatchGetItem', 'UpdateItem');
    // A confirmation checks that nobody was erased since its link was issued.
    storage.deliveries.grantActions(pages, 'ConditionCheckItem');
    // Confirmations, and what subscribers want at once: their digest, and alerts that waited.
    lanes.grantSend(pages, 'confirmations', 'alerts', 'digests');
    return pages;
  }

  private addFunction(
    id: string,
    handler: string,
    description: string,
    files: readonly string[] = [],
  ): ServiceFunction {
    const { logRetention } = this.props;
    return new ServiceFunction(this, id, {
      handler,
      description,
      timeout: REQUEST_TIMEOUT,
      memorySize: 512,
      logRetention,
      files,
    });
  }
}

/** The pages are for everyone. A link in an email carries a signed token where one is needed. */
function acknowledgePublicRoute(route: HttpRoute): void {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: 'The pages are public. Pages about one subscriber need a signed token.',
  });
}
