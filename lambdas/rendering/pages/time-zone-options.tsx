import { TIME_ZONES, timeZoneName } from '../../domain/time-zone';

/**
 * All time zones of the runtime, and the chosen one, which may be an alias of one of them. The form posts
 * their names as shown, because a value for each would double the weight of the list.
 */
export function TimeZoneOptions({ chosen }: { chosen: string }) {
  const selected = chosen.replaceAll(' ', '_');
  const zones = new Set([...TIME_ZONES, selected].filter(Boolean));
  return (
    <>
      {[...zones].sort().map((zone) => (
        <option selected={zone === selected}>{timeZoneName(zone)}</option>
      ))}
    </>
  );
}
