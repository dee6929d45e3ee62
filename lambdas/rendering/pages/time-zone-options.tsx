import { timeZoneName } from '../../domain/time-zone';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/**
 * All time zones of the runtime, and the chosen one, which may be an alias of one of them. The form posts
 * their names as shown, because a value for each would double the weight of the list.
 */
export function TimeZoneOptions({ chosen }: { chosen: string }) {
  const selected = chosen.replaceAll(' ', '_');
  const zones = new Set([...ZONES, selected].filter(Boolean));
  return (
    <>
      {[...zones].sort().map((zone) => (
        <option selected={zone === selected}>{timeZoneName(zone)}</option>
      ))}
    </>
  );
}
