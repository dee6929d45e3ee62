import { feedRoutes } from './operate/feeds';
import { handleOperations } from './operate/handle-operations';
import { wireFeeds } from './wiring/feeds';

/** The `/api/feeds` routes: what operators do with feeds. */
export const handler = handleOperations(feedRoutes(wireFeeds()));
