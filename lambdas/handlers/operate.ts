import { handleOperations } from './operate/handle-operations';
import { operationRoutes } from './operate/routes';
import { wireOperate } from './wiring/operate';

/** Every `/api` route except publishing and feeds: the requests of the command line. */
export const handler = handleOperations(operationRoutes(wireOperate()));
