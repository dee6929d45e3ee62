import { dynamoDbLocal } from '../../support/dynamodb-local';
import { type RunResult, type Schedule, World } from '../run-schedule';

/**
 * What the suite runs: the service, or the mutant that `FAULT_MUTANT` names. A mutant's failure counts only
 * if the unchanged service passes the same schedule, so that it is the mutation which was found.
 */
export class Subject {
  private constructor(
    readonly world: World,
    private readonly unchanged: World | undefined,
  ) {}

  static async create(): Promise<Subject> {
    const mutant = process.env.FAULT_MUTANT;
    const world = await World.create(dynamoDbLocal(), mutant);
    return new Subject(world, mutant ? await World.create(dynamoDbLocal()) : undefined);
  }

  readonly run = async (schedule: Schedule): Promise<RunResult> => {
    const result = await this.world.run(schedule);
    if (this.unchanged === undefined || result.violations.length === 0) return result;
    const usual = await this.unchanged.run(schedule);
    return usual.violations.length === 0 ? result : { ...result, violations: [] };
  };

  close(): void {
    this.world.close();
    this.unchanged?.close();
  }
}
