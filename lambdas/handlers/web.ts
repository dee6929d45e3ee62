import { handle } from 'hono/aws-lambda';
import { readEnvironment } from '../environment';
import { site } from './site/site';
import { siteParts, siteVariables } from './site/site-parts';

/** Every route that is not the API's: the pages and their forms. */
export const handler = handle(site(siteParts(readEnvironment(siteVariables, process.env))));
