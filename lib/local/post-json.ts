/** @throws Error with the service's response if it isn't a success. */
export async function postJson(url: string, value: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  const text = await response.text();
  if (response.ok) return text === '' ? undefined : JSON.parse(text);
  throw new Error(`${new URL(url).pathname} answered ${response.status}: ${text}`);
}
