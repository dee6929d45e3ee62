import type { Server } from 'node:http';
import { listen } from '../processes/ports';

/** A server that stands in for a service of AWS. */
export interface LocalEndpoint {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  readonly port: number;
  /** Closes all connections. */
  stop(): Promise<void>;
}

/** Makes the server listen on a free port of this machine. `purpose` names it in errors. */
export async function openEndpoint(server: Server, purpose: string): Promise<LocalEndpoint> {
  const port = await listen(server, 0, '127.0.0.1', { purpose });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
