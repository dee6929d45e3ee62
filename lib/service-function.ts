import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Architecture, type CfnFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
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

/** A function of the service: one handler file, bundled with its own copy of what it imports. */
export class ServiceFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id, {
      entry: join(__dirname, '..', 'lambdas', 'handlers', `${props.handler}.ts`),
      handler: 'handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize ?? 256,
      logGroup: new LogGroup(scope, `${id}Logs`, { retention: props.logRetention }),
      environment: { POWERTOOLS_SERVICE_NAME: props.handler },
      bundling: {
        // The bundle runs on any Node from 20 on, the developers' machines included.
        target: 'node20',
        format: OutputFormat.CJS,
        minify: true,
        keepNames: true,
        // The SDK of the runtime changes under a deployed function; a bundled one does not.
        bundleAwsSDK: true,
        mainFields: ['module', 'main'],
      },
    });
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
