/** The scripts of the site, each in its own scope. Write them as text for browsers of the last five years. */
export const SCRIPTS: readonly string[] = [];
