import { RemovalPolicy } from 'aws-cdk-lib';
import { Billing, TableEncryptionV2, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { type EventSourceMappingOptions, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { VariableName } from '../lambdas/environment';
import type { ServiceFunction } from './service-function';

export interface ServiceTableProps extends TablePropsV2 {
  /** The variable that tells a function the table's name. */
  readonly variable: VariableName;
  /** Whether the table outlives the stack and is protected from deletion. */
  readonly keepData: boolean;
}

/** No Scan among them, since what needs one does not scale; see `allowReadingAll`. */
type Action =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** A table as every one of ours is: on demand, encrypted, restorable; kept where the stage keeps data. */
export class ServiceTable extends TableV2 {
  private readonly variable: VariableName;

  constructor(scope: Construct, id: string, { variable, keepData, ...props }: ServiceTableProps) {
    super(scope, id, {
      ...props,
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.variable = variable;
  }

  /**
   * Lets the function do just these actions on the table itself (transactions are made of them), and
   * tells it the name.
   */
  allow(fn: ServiceFunction, ...actions: Action[]): void {
    this.permit(fn, actions, this.tableArn);
  }

  /** Lets the function read the table from end to end: for what an operator asks, part by part. */
  allowReadingAll(fn: ServiceFunction): void {
    this.permit(fn, ['Scan'], this.tableArn);
  }

  /** Lets the function query just this index, and tells it the table's name. */
  allowQueryOf(fn: ServiceFunction, index: string): void {
    this.permit(fn, ['Query'], `${this.tableArn}/index/${index}`);
  }

  /**
   * Makes the function hear of every change, oldest first; changes it names as failed come again.
   *
   * @throws Error when the table was declared without a stream.
   */
  streamTo(
    fn: ServiceFunction,
    options: Omit<EventSourceMappingOptions, 'eventSourceArn' | 'startingPosition'>,
  ): void {
    if (this.tableStreamArn === undefined) throw new Error(`${this.node.path} has no stream.`);
    this.grantStreamRead(fn);
    fn.addEventSourceMapping('Changes', {
      ...options,
      eventSourceArn: this.tableStreamArn,
      // From the oldest: what was published while the mapping was being made is matched too.
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
    });
  }

  private permit(fn: ServiceFunction, actions: (Action | 'Scan')[], resourceArn: string): void {
    fn.configure({ [this.variable]: this.tableName });
    Grant.addToPrincipal({
      grantee: fn,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [resourceArn],
    });
  }
}
