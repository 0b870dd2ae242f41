import type { Command } from '../../definitions/engine/index.ts';
import type { Keyring } from '../../server/crypto/index.ts';
import type { Database } from '../../server/database/index.ts';
import type { CommandReference } from '../effects/contract.ts';

export interface CommandBoxPorts {
  database: Database;
  keyring: Keyring;
  seal(key: Buffer, plain: Uint8Array, purpose: string): Buffer;
  unseal(key: Buffer, sealed: Uint8Array, purpose: string): Buffer;
}

export interface BoxedCommand {
  command: Command;
  /** Workflow time of the transition that issued it. */
  at: string;
  targets: string[] | null;
}

/** The commands that `commit` has put down: sealed, found again by instance and command id. */
export class CommandBox {
  readonly #ports: CommandBoxPorts;

  constructor(ports: CommandBoxPorts) {
    this.#ports = ports;
  }

  async open({ instanceId, commandId }: CommandReference): Promise<BoxedCommand> {
    const { database, keyring, unseal } = this.#ports;
    const row = await database
      .selectFrom('outbox')
      .select(['body', 'at', 'targets'])
      .where('instance_id', '=', instanceId)
      .where('command_id', '=', commandId)
      .executeTakeFirst();
    // The commit came before this activity, so the row is only missing while the database is behind: try again later.
    if (!row) throw new Error(`No command ${commandId} of ${instanceId} in the outbox`);
    const { key } = await keyring.forInstance(instanceId);
    const body = unseal(key, row.body, commandPurpose(instanceId, commandId));
    return { command: JSON.parse(body.toString()) as Command, at: row.at.toISOString(), targets: row.targets };
  }

  /** Writes down whom the command goes to, once; returns what stands there. */
  async address({ instanceId, commandId }: CommandReference, targets: string[]): Promise<string[]> {
    await this.#ports.database
      .updateTable('outbox')
      .set({ targets })
      .where('instance_id', '=', instanceId)
      .where('command_id', '=', commandId)
      .execute();
    return targets;
  }

  async settle({ instanceId, commandId }: CommandReference): Promise<void> {
    await this.#ports.database
      .updateTable('outbox')
      .set({ settled_at: new Date() })
      .where('instance_id', '=', instanceId)
      .where('command_id', '=', commandId)
      .execute();
  }

  async isSettled({ instanceId, commandId }: CommandReference): Promise<boolean> {
    const row = await this.#ports.database
      .selectFrom('outbox')
      .select('settled_at')
      .where('instance_id', '=', instanceId)
      .where('command_id', '=', commandId)
      .executeTakeFirst();
    return row?.settled_at != null;
  }
}

export function commandPurpose(instanceId: string, commandId: string): string {
  return `outbox:${instanceId}:${commandId}`;
}
