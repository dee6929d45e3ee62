/** The link to the home page with the topic entered in the form, and what it would have matched. */
export function followHref(expression: string): string {
  return `/?${new URLSearchParams({ topic: expression })}#follow`;
}
