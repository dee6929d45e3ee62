import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { VariableName } from '../lambdas/environment';

export interface ServiceFunctionProps {
  /** The file under `lambdas/handlers`, without its ending. */
  readonly handler: string;
  /** What the function does, as the console shows it. */
  readonly description: string;
  readonly timeout: Duration;
  readonly logRetention: RetentionDays;
  /** MiB; processor time grows with it. @default 256 */
  readonly memorySize?: number;
}

/** Where the handlers are, each a file of its own. */
export const HANDLERS = join(__dirname, '..', 'lambdas', 'handlers');

/** How every handler is made into one file. */
export const BUNDLING = {
  // The bundle runs on any Node from 20 on, the developers' machines included.
  target: 'node20',
  format: OutputFormat.CJS,
  minify: true,
  keepNames: true,
  // Lists of words in other alphabets are a third of what they are with every letter escaped. (The
  // CDK has a property for it, which it does not hand on.)
  esbuildArgs: { '--charset': 'utf8' as const },
  // The SDK of the runtime changes under a deployed function; a bundled one does not. Left out is
  // only how it finds credentials where no function runs: Lambda gives them by the environment.
  externalModules: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/credential-provider-imds',
  ],
  // Most packages can be bundled in part only from their ES modules.
  mainFields: ['module', 'main'],
} satisfies BundlingOptions;

/** A function of the service: one handler file, bundled with its own copy of what it imports. */
export class ServiceFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Logs`, {
      retention: props.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      entry: join(HANDLERS, `${props.handler}.ts`),
      handler: 'handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize ?? 256,
      logGroup,
      // Without the managed policy that lets a function write to every log group of the account.
      role: new Role(scope, `${id}Role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      }),
      environment: { POWERTOOLS_SERVICE_NAME: props.handler },
      bundling: BUNDLING,
    });
    logGroup.grantWrite(this);
    // The local stack imports the handler by this name instead of unpacking the bundle.
    const resource = this.node.defaultChild as CfnFunction;
    resource.addMetadata('briefwire', { handler: props.handler });
  }

  /** Gives the function settings that are not secret, by the names of `environment.ts`. */
  configure(values: Partial<Record<VariableName, string>>): void {
    for (const [name, value] of Object.entries(values)) this.addEnvironment(name, value);
  }
}

/** How long a function that a queue feeds may take; its queue hides a message six times as long. */
export const WORKER_TIMEOUT = Duration.seconds(30);
