import { FOLLOWERS } from '../scenarios/followers';
import { checkAccount } from './check-account';
import { checkAlertsPerDay } from './check-alerts';
import { checkAnswers } from './check-answers';
import { checkBriefing } from './check-briefing';
import { checkWeekdays } from './check-digests';
import { checkLeaving, checkPauses } from './check-preferences';
import { checkConfirmations, checkDeliveryIds, checkDrained, checkRefusals } from './check-run';
import { CheckedRun, type RunHistory } from './checked-run';
import { publishedEditions } from './editions';

/** Everything that a run did wrong, in sentences. Empty if it kept every promise. */
export async function findViolations(history: RunHistory): Promise<string[]> {
  const run = await CheckedRun.read(history);
  checkDrained(run);
  checkRefusals(run);
  checkDeliveryIds(run);
  checkAlertsPerDay(run);
  const editions = publishedEditions(run);
  const briefings = new Set(editions.map(({ briefing }) => briefing));
  for (const person of peopleOf(run)) {
    checkLeaving(run, person);
    checkPauses(run, person);
    checkAccount(run, person);
    checkWeekdays(run, person);
    for (const briefing of briefings) {
      checkBriefing(
        run,
        person,
        editions.filter((edition) => edition.briefing === briefing),
      );
    }
  }
  checkConfirmations(run);
  checkAnswers(run);
  return run.violations;
}

/** Everyone who followed something before the run, or did something in it. */
function peopleOf(run: CheckedRun): Set<string> {
  const active = run.people.done.flatMap(({ action }) =>
    'person' in action ? [action.person] : [],
  );
  const writers = run.people.correspondence.letters.map(({ action }) => action.person);
  return new Set([...active, ...writers, ...FOLLOWERS.map(({ person }) => person)]);
}
