import { Duration } from 'aws-cdk-lib';
import { type CfnStage, HttpApi, HttpMethod, HttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ServiceFunction } from './service-function';
import type { Storage } from './storage';
import type { WorkQueue } from './work-queue';

export interface WebProps {
  readonly storage: Storage;
  /** Where confirmation mails and digests asked for by hand are put. */
  readonly deliveries: WorkQueue;
  readonly logRetention: RetentionDays;
}

/** API Gateway gives up after 30 s: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const REQUEST_TIMEOUT = Duration.seconds(28);

/** The doors: publishers' and operators' API (IAM-signed), and the pages that people see. */
export class Web extends Construct {
  readonly api: HttpApi;
  /** The functions that write links, and so need the site's settings. */
  readonly functions: { operate: ServiceFunction; pages: ServiceFunction };

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WebProps,
  ) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { createDefaultStage: false });
    this.addStage();
    const publish = this.addPublish();
    this.functions = { operate: this.addOperate(), pages: this.addPages() };

    const authorizer = new HttpIamAuthorizer();
    this.api.addRoutes({
      path: '/api/briefings',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PublishIntegration', publish),
      authorizer,
    });
    this.api.addRoutes({
      path: '/api/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('OperateIntegration', this.functions.operate),
      authorizer,
    });
    this.api.addRoutes({
      path: '/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('PagesIntegration', this.functions.pages),
    });
    this.api.addRoutes({
      path: '/',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('HomeIntegration', this.functions.pages),
    });
  }

  private addStage(): void {
    const stage = new HttpStage(this, 'Stage', { httpApi: this.api, autoDeploy: true });
    // Anyone can reach the pages; a flood must not run up the operator's bill.
    (stage.node.defaultChild as CfnStage).defaultRouteSettings = {
      throttlingBurstLimit: 200,
      throttlingRateLimit: 100,
    };
  }

  private addPublish(): ServiceFunction {
    const publish = this.door('Publish', 'publish', 'Stores briefings that a publisher sends.');
    this.props.storage.briefings.allow(publish, 'GetItem', 'UpdateItem');
    return publish;
  }

  private addOperate(): ServiceFunction {
    const operate = this.door('Operate', 'operate', 'Does what the operator asks by command line.');
    this.allowSubscribing(operate);
    const { storage, deliveries } = this.props;
    storage.subscribers.allowQueryOf(operate, 'due');
    storage.subscribers.allowQueryOf(operate, 'followers');
    // The words of briefings are counted, to find each topic's rarest.
    storage.briefings.allow(operate, 'BatchGetItem');
    storage.briefings.allowQueryOf(operate, 'byDay');
    // To compare the index with the topics, all of both must be read.
    storage.topics.allowReadingAll(operate);
    storage.topics.allow(operate, 'BatchGetItem', 'PutItem');
    deliveries.grantSend(operate);
    return operate;
  }

  private addPages(): ServiceFunction {
    const pages = this.door('Pages', 'web', 'Shows the pages and takes their forms.');
    this.allowSubscribing(pages);
    const { storage, deliveries } = this.props;
    storage.briefings.allow(pages, 'GetItem', 'BatchGetItem');
    storage.briefings.allowQueryOf(pages, 'byDay');
    storage.matches.allowQueryOf(pages, 'byMatchedAt');
    deliveries.grantSend(pages);
    return pages;
  }

  private allowSubscribing(fn: ServiceFunction): void {
    const { storage } = this.props;
    const { subscribers } = storage;
    subscribers.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
    subscribers.allow(fn, 'ConditionCheckItem');
    storage.topics.allow(fn, 'GetItem', 'UpdateItem');
  }

  private door(id: string, handler: string, description: string): ServiceFunction {
    const { logRetention } = this.props;
    return new ServiceFunction(this, id, {
      handler,
      description,
      timeout: REQUEST_TIMEOUT,
      memorySize: 512,
      logRetention,
    });
  }
}
