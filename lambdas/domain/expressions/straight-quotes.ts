/** A pair of typographic quotation marks: “English”, „German“, ”Swedish”, « French » and »Danish«. */
const QUOTED = /[“”„‟«»]([^“”„‟«»"]*)[“”„‟«»]/g;

/**
 * The expression with the quotation marks that phones and word processors put in place of `"`, which are the
 * only ones that the parser knows. A mark without a partner is left as it is.
 */
export function withStraightQuotes(expression: string): string {
  return expression.replace(QUOTED, '"$1"');
}
