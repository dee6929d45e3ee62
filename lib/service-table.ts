import { RemovalPolicy } from 'aws-cdk-lib';
import { Billing, TableEncryptionV2, type TablePropsV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { type EventSourceMappingOptions, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { VariableName } from '../lambdas/environment';
import type { ServiceFunction } from './service-function';

export interface ServiceTableProps extends TablePropsV2 {
  /** The environment variable that holds the table's name. */
  readonly variable: VariableName;
  /** Whether the table is kept when the stack is deleted, and protected against deletion. */
  readonly keepData: boolean;
}

/** Scan is not listed, because code that scans a table does not scale. See `grantScan`. */
type Action =
  | 'GetItem'
  | 'BatchGetItem'
  | 'Query'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem';

/** A table with our defaults: on demand, encrypted, with point-in-time recovery. */
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
   * Grants these actions on the table itself, not on its indexes, and sets the table's name. A
   * transaction needs the actions of its parts.
   */
  grantActions(fn: ServiceFunction, ...actions: Action[]): void {
    this.grantAndConfigure(fn, actions, this.tableArn);
  }

  /** Grants these actions on the items of one partition only, and sets the table's name. */
  grantItem(fn: ServiceFunction, partition: string, ...actions: Action[]): void {
    this.grantAndConfigure(fn, actions, this.tableArn, {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [partition] },
    });
  }

  /** Grants reading the whole table, for operator commands that page through it. */
  grantScan(fn: ServiceFunction): void {
    this.grantAndConfigure(fn, ['Scan'], this.tableArn);
  }

  /** Grants queries of this index only, and sets the table's name. */
  grantIndexQuery(fn: ServiceFunction, index: string): void {
    this.grantAndConfigure(fn, ['Query'], `${this.tableArn}/index/${index}`);
  }

  /**
   * Invokes the function for every change, oldest first. Lambda retries the changes that the function
   * reports as failed.
   *
   * @throws Error when the table has no stream.
   */
  addStreamHandler(
    fn: ServiceFunction,
    options: Omit<EventSourceMappingOptions, 'eventSourceArn' | 'startingPosition'>,
  ): void {
    if (this.tableStreamArn === undefined) throw new Error(`${this.node.path} has no stream.`);
    this.grantStreamRead(fn);
    fn.addEventSourceMapping('Changes', {
      ...options,
      eventSourceArn: this.tableStreamArn,
      // Start with the oldest record, so that no change is missed while the mapping is created.
      startingPosition: StartingPosition.TRIM_HORIZON,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
    });
  }

  private grantAndConfigure(
    fn: ServiceFunction,
    actions: (Action | 'Scan')[],
    resourceArn: string,
    conditions?: Record<string, Record<string, string[]>>,
  ): void {
    fn.configure({ [this.variable]: this.tableName });
    Grant.addToPrincipal({
      grantee: fn,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [resourceArn],
      ...(conditions === undefined ? {} : { conditions }),
    });
  }
}
