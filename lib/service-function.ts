import { join, posix } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  type ICommandHooks,
  NodejsFunction,
  OutputFormat,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type VariableName, WORKER_TIMEOUT_MS } from '../lambdas/environment';

export interface ServiceFunctionProps {
  /** The file in `lambdas/handlers`, without its extension. */
  readonly handler: string;
  /** What the function does, for the Lambda console. */
  readonly description: string;
  readonly timeout: Duration;
  readonly logRetention: RetentionDays;
  /** MiB. CPU power is proportional to it. @default 256 */
  readonly memorySize?: number;
  /** Files of the repository that the function reads, by their path in it. @default none */
  readonly files?: readonly string[];
}

/** The directory of the handlers, one file per function. */
export const HANDLERS = join(__dirname, '..', 'lambdas', 'handlers');

/** How each handler is bundled into a single file. */
export const BUNDLING = {
  // The bundles run on Node 20 and later, including on developers' machines.
  target: 'node20',
  format: OutputFormat.CJS,
  minify: true,
  keepNames: true,
  // Word lists in other alphabets take a third of the space when their letters are not escaped.
  // Passed as an argument because the CDK ignores its own `charset` property.
  esbuildArgs: { '--charset': 'utf8' as const },
  // The SDK is bundled, because the version in the Lambda runtime changes without a deployment. Only
  // what it imports when it needs it, and never does here, is left out: these credential providers,
  // because Lambda sets credentials as environment variables, and event streams, which no operation of
  // DynamoDB, SQS or SES has.
  externalModules: [
    '@aws-sdk/credential-provider-http',
    '@aws-sdk/credential-provider-ini',
    '@aws-sdk/credential-provider-process',
    '@aws-sdk/credential-provider-sso',
    '@aws-sdk/credential-provider-web-identity',
    '@smithy/core/event-streams',
    '@smithy/credential-provider-imds',
  ],
  // Unused parts of most packages can be removed only from their ES modules.
  mainFields: ['module', 'main'],
} satisfies BundlingOptions;

/** A Lambda function of the service: one handler file, bundled with everything that it imports. */
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
      // The default role has a managed policy that allows writing to all log groups of the account.
      role: new Role(scope, `${id}Role`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      }),
      environment: { POWERTOOLS_SERVICE_NAME: props.handler },
      bundling: { ...BUNDLING, commandHooks: copyFiles(props.files ?? []) },
    });
    logGroup.grantWrite(this);
    // The local stack imports the handler by this name instead of the bundle.
    const resource = this.node.defaultChild as CfnFunction;
    resource.addMetadata('briefwire', { handler: props.handler });
  }

  /** The id of the function in the template. */
  get logicalId(): string {
    return this.stack.getLogicalId(this.node.defaultChild as CfnFunction);
  }

  /** Sets environment variables, named as in `environment.ts`. They must not hold secrets. */
  configure(values: Partial<Record<VariableName, string>>): void {
    for (const [name, value] of Object.entries(values)) this.addEnvironment(name, value);
  }
}

/** Puts the files beside the bundle, under the same paths. They must not need quoting in a shell. */
function copyFiles(files: readonly string[]): ICommandHooks {
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: (inputDir, outputDir) =>
      files.flatMap((file) => [
        `mkdir -p "${outputDir}/${posix.dirname(file)}"`,
        `cp "${inputDir}/${file}" "${outputDir}/${file}"`,
      ]),
  };
}

/** The timeout of functions that process a queue. `WorkQueue` derives the visibility timeout from it. */
export const WORKER_TIMEOUT = Duration.millis(WORKER_TIMEOUT_MS);
