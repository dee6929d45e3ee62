let count = 0;

/** A briefing as a publisher sends it, unlike every other unless told otherwise. */
export function aBriefing(fields: Record<string, unknown> = {}): Record<string, unknown> {
  count += 1;
  return { id: `briefing-${count}`, title: `Briefing number ${count}`, language: 'en', ...fields };
}

/** A briefing that meets `Gaza aid`, though the phrase is nowhere in it. */
export function aBriefingOnGazaAid(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return aBriefing({
    title: 'Fewer trucks at Rafah',
    body: 'The number of aid trucks entering Gaza through the crossing has dropped.',
    ...fields,
  });
}

/** A briefing that meets `Hezbollah`. */
export function aBriefingOnHezbollah(
  fields: Record<string, unknown> = {},
): Record<string, unknown> {
  return aBriefing({
    title: 'Exchanges of fire on the Lebanese border',
    body: 'Israel and Hezbollah have again exchanged heavy fire.',
    ...fields,
  });
}
