import { join } from 'node:path';
import { writeFileWhole } from '../child-process.ts';
import type { PortBook } from '../ports.ts';
import { dynamicSettings } from './versions.ts';

export interface ServerPorts {
  frontend: number;
  http: number;
  frontendMembership: number;
  matching: number;
  matchingMembership: number;
  history: number;
  historyMembership: number;
  worker: number;
  workerMembership: number;
}

const wanted: ServerPorts = {
  frontend: 17_233,
  http: 17_243,
  frontendMembership: 16_933,
  matching: 17_235,
  matchingMembership: 16_935,
  history: 17_234,
  historyMembership: 16_934,
  worker: 17_239,
  workerMembership: 16_939,
};

export async function takeServerPorts(book: PortBook): Promise<ServerPorts> {
  const ports = { ...wanted };
  for (const name of Object.keys(wanted) as (keyof ServerPorts)[])
    ports[name] = await book.take(`temporal.${name}`, wanted[name]);
  return ports;
}

/** Writes the server's two configuration files (JSON is YAML) and returns the path of the main one. */
export function writeServerConfig(folder: string, postgresPort: number, password: string, ports: ServerPorts): string {
  const dynamic = join(folder, 'dynamic-config.yaml');
  const file = join(folder, 'server.yaml');
  const store = (databaseName: string, connections: number): object => ({
    sql: {
      pluginName: 'postgres12_pgx',
      databaseName,
      connectAddr: `127.0.0.1:${postgresPort}`,
      connectProtocol: 'tcp',
      user: 'temporal',
      password,
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const rpc = (grpcPort: number, membershipPort: number, more: object = {}): object => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true, ...more },
  });
  const config = {
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      // Fixed for the life of the data: the server refuses another number.
      numHistoryShards: 4,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 5) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: rpc(ports.frontend, ports.frontendMembership, { httpPort: ports.http }),
      matching: rpc(ports.matching, ports.matchingMembership),
      history: rpc(ports.history, ports.historyMembership),
      worker: rpc(ports.worker, ports.workerMembership),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${ports.frontend}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamic, pollInterval: '60s' },
  };
  const values = Object.fromEntries(Object.entries(dynamicSettings).map(([name, value]) => [name, [{ value }]]));
  writeFileWhole(dynamic, `${JSON.stringify(values, null, 2)}\n`, 0o600);
  writeFileWhole(file, `${JSON.stringify(config, null, 2)}\n`, 0o600);
  return file;
}
