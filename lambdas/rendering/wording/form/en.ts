export const en = {
  problem: 'There is a problem',
  howOften: 'How often',
  hour: 'Send digests at',
  timeZone: 'Time zone',
  timeZoneHint: 'A city such as Cairo, or a zone such as Europe/London.',
};

/** The wording of fields that several forms have. */
export type FormWording = typeof en;
