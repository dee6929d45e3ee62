import type { Fault } from '../faults';
import type { AwsCall } from './aws-call';
import type { Invocation } from './invocation';
import type { Points } from './points';
import { connectionError, httpAnswer, throttleResponse } from './responses';
import type { Response, Tables } from './tables';
import type { Timeline } from './timeline';

/** Lets faults strike a call, before or after it takes effect. */
export class CallFaults {
  private outageUntil = 0;

  constructor(
    private readonly timeline: Timeline,
    private readonly points: Points,
    private readonly tables: Tables,
    private readonly crash: (invocation: Invocation) => void,
  ) {}

  /** Whether DynamoDB answers nothing now. */
  isOutage(): boolean {
    return this.timeline.now < this.outageUntil;
  }

  /**
   * @param remove takes the call from those that wait.
   * @returns whether the call happens now.
   */
  strikeBefore(call: AwsCall, fault: Fault, remove: () => void): boolean {
    const { invocation } = call;
    const { timeline, points } = this;
    switch (fault.kind) {
      case 'crash-before':
        points.strike(fault);
        this.crash(invocation);
        return false;
      case 'freeze-before':
        points.strike(fault);
        invocation.frozenUntil = timeline.now + fault.ms;
        call.fault = undefined;
        return false;
      case 'throttle':
        points.strike(fault);
        remove();
        timeline.now += 5;
        call.resolve(httpAnswer(throttleResponse(call.service)));
        return false;
      case 'delay': {
        points.strike(fault);
        call.fault = undefined;
        const { requestTimeoutMs } = call;
        if (requestTimeoutMs === undefined || fault.ms < requestTimeoutMs) {
          call.readyAt = timeline.now + fault.ms;
          return false;
        }
        remove();
        timeline.at(timeline.now + requestTimeoutMs, () => {
          if (invocation.state === 'running') call.reject(connectionError('TimeoutError'));
        });
        return false;
      }
      default:
        return true;
    }
  }

  /** Lets the process see the answer to a call that took effect, or not. */
  strikeAfter(call: AwsCall, fault: Fault, answer: Response): void {
    const { invocation } = call;
    const { timeline, points } = this;
    switch (fault.kind) {
      case 'crash-after':
      case 'crash-without-events':
        points.strike(fault);
        this.crash(invocation);
        return;
      case 'lost-answer':
      case 'lost-answers':
        points.strike(fault);
        call.reject(connectionError('ECONNRESET'));
        return;
      case 'freeze-after': {
        points.strike(fault);
        invocation.frozenUntil = timeline.now + fault.ms;
        const isTooLate = fault.ms > (call.requestTimeoutMs ?? Number.POSITIVE_INFINITY);
        timeline.addTimer({
          at: invocation.frozenUntil,
          invocation,
          fire: () => {
            // The client's own timeout passed while it stood still.
            if (isTooLate) call.reject(connectionError('TimeoutError'));
            else call.resolve(httpAnswer(answer));
          },
        });
        return;
      }
      case 'outage':
        points.strike(fault);
        this.outageUntil = Math.max(this.outageUntil, timeline.now + fault.ms);
        call.resolve(httpAnswer(answer));
        return;
      case 'stale': {
        // A mutant's fault may meet a consistent read of the unchanged service.
        if (!this.tables.isEventuallyConsistent(call.operation, call.text)) {
          call.resolve(httpAnswer(answer));
          return;
        }
        points.strike(fault);
        const since = timeline.now - fault.ms;
        const stale = this.tables.makeStale(call.operation, call.text, answer, since);
        call.resolve(httpAnswer(stale));
        return;
      }
      default:
        call.resolve(httpAnswer(answer));
    }
  }
}
