/** The expression that matches every briefing, as it is typed and as it is printed. */
export const EVERYTHING = '*';
