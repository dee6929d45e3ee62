import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../lib/local/aws-clients';
import { createTables } from '../../lib/local/dynamodb/create-tables';
import { applySdkEnvironment, sdkEnvironment } from '../../lib/local/sdk-environment';
import type { Fault } from './faults';
import { findViolations } from './oracle/find-violations';
import { People } from './people';
import type { Action } from './scenarios/actions';
import type { Point } from './simulation/points';
import { firstDigests } from './simulation/schedules';
import { loadService, type Service, UNUSED_ENDPOINTS } from './simulation/service';
import { Simulation } from './simulation/simulation';
import { type StoredItem, Tables } from './simulation/tables';

const HOUR_MS = 3_600_000;
/** A Monday. Later than today, so that DynamoDB Local expires nothing. */
const START = Date.parse('2031-03-03T06:30:00.000Z');
const DIGESTS_DUE_AT = START + 1.5 * HOUR_MS;
/** After the next day's digests. */
const END = START + 27.5 * HOUR_MS;

/** One run: what people do, what fails, and the seed of everything else. */
export interface Schedule {
  readonly seed: number;
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
}

export interface RunResult {
  readonly violations: readonly string[];
  readonly trace: readonly string[];
  readonly points: readonly Point[];
  /** How many emails SES accepted. */
  readonly emails: number;
  /** How many of the schedule's faults struck. */
  readonly struck: number;
}

/** The service and its database, which all runs of a process share one after another. */
export class World {
  private snapshot: ReadonlyMap<string, readonly StoredItem[]> | undefined;

  private constructor(
    private readonly service: Service,
    private readonly tables: Tables,
    private readonly accessKeyId: string,
  ) {}

  /**
   * @param endpoint of a DynamoDB Local.
   * @param mutant by default the unchanged service.
   */
  static async create(endpoint: string, mutant?: string): Promise<World> {
    const service = loadService(mutant);
    const accessKeyId = `faults${randomBytes(6).toString('hex')}`;
    const client = new DynamoDBClient(clientSettings(endpoint, accessKeyId));
    await createTables(client, service.definition.tables);
    client.destroy();
    applySdkEnvironment(sdkEnvironment(UNUSED_ENDPOINTS, accessKeyId));
    const tables = new Tables(service.definition.tables, endpoint, accessKeyId);
    const world = new World(service, tables, accessKeyId);
    world.snapshot = await world.makeSnapshot();
    return world;
  }

  /** Runs a schedule from the start until all its work is done, and checks every promise. */
  async run({ seed, actions, faults }: Schedule): Promise<RunResult> {
    const { tables, service, accessKeyId } = this;
    await tables.clear();
    await tables.restore(this.snapshot ?? new Map(), START);
    const simulation = new Simulation({ service, tables, accessKeyId, seed, faults, start: START });
    const people = new People(simulation, tables, service, START);
    simulation.startSchedules();
    people.plan(actions);
    await simulation.run(END);
    await people.correspondence.readAnswers(tables.history);
    people.done.push(...people.correspondence.done());
    const violations = await findViolations({ simulation, tables, people, start: START, end: END });
    const { trace, points, emails, struck } = simulation;
    return { violations, trace, points, emails: emails.length, struck: struck.size };
  }

  /** When the schedule queues the digests of 08:00, in ms after the start. */
  get digestsAt(): number {
    return firstDigests(this.service, DIGESTS_DUE_AT, START) - START;
  }

  close(): void {
    this.tables.close();
  }

  /** What is stored after the first followers have followed their topics, half an hour before the start. */
  private async makeSnapshot(): Promise<Map<string, StoredItem[]>> {
    const { tables, service, accessKeyId } = this;
    const start = START - HOUR_MS / 2;
    const simulation = new Simulation({ service, tables, accessKeyId, seed: 1, faults: [], start });
    const people = new People(simulation, tables, service, start);
    people.planFollowers();
    await simulation.run(start + 60_000);
    return tables.snapshot();
  }
}
