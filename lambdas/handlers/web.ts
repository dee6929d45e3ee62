import { handle } from 'hono/aws-lambda';
import { site } from './site/site';
import { wireSite } from './wiring/site';

/** Every route that is not part of the API: the pages and their forms. */
export const handler = handle(site(wireSite()));
