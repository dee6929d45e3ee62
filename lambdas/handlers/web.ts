import { handle } from 'hono/aws-lambda';
import { readEnvironment } from '../environment';
import { site } from './site/site';
import { siteVariables, wireSite } from './wiring/site';

/** Every route that is not the API's: the pages and their forms. */
export const handler = handle(site(wireSite(readEnvironment(siteVariables, process.env))));
