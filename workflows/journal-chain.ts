import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

import { canonical, type JournalEntry, type JournalRecord } from '../definitions/engine/index.ts';

/**
 * The audit chain of one instance: `hash = SHA-256(previous ‖ seq ‖ canonical header ‖ payload digest)`. The header has no
 * personal data, so it stays for ever; the payload is sealed under an erasable key, and its digest is keyed with a
 * secret of the case, so that it can't be guessed back from a digest and its erasure doesn't break the chain.
 */
export interface JournalHeader {
  event: { id: string; type: string; at: string; actor: { kind: string; id: string } };
  records: { [name: string]: unknown }[];
  commands: { type: string; id: string }[];
}

/** An entry with its place in the chain. Hashes are hex. */
export interface SealedEntry {
  seq: number;
  eventId: string;
  /** Canonical JSON of the whole entry. */
  payload: string;
  header: JournalHeader;
  digest: string;
  previous: string;
  hash: string;
}

/** What the first entry of an instance points back to. */
export function genesis(instanceId: string): string {
  return bytesToHex(sha256(utf8ToBytes(`reglament journal ${instanceId}`)));
}

export function sealEntry(entry: JournalEntry, previous: string, salt: Uint8Array): SealedEntry {
  const payload = canonical(entry);
  const header = headerOf(entry);
  const digest = digestOf(payload, salt);
  return {
    seq: entry.seq,
    eventId: entry.event.id,
    payload,
    header,
    digest,
    previous,
    hash: linkHash(previous, entry.seq, header, digest),
  };
}

export function digestOf(payload: string, salt: Uint8Array): string {
  return bytesToHex(hmac(sha256, salt, utf8ToBytes(payload)));
}

export function linkHash(previous: string, seq: number, header: JournalHeader, digest: string): string {
  const place = new Uint8Array(4);
  new DataView(place.buffer).setUint32(0, seq);
  return bytesToHex(
    sha256(concatBytes(hexToBytes(previous), place, utf8ToBytes(canonical(header)), hexToBytes(digest))),
  );
}

export function headerOf(entry: JournalEntry): JournalHeader {
  const { id, type, at, actor } = entry.event;
  return {
    event: { id, type, at, actor: { kind: actor.kind, id: actor.id } },
    records: entry.records.map(withoutPersonalData),
    commands: entry.commands.map((command) => ({ type: command.type, id: command.id })),
  };
}

/** Names of record fields that hold ids, codes and instants, never words of a person. */
const PUBLIC_FIELDS = new Set([
  'type',
  'key',
  'programme',
  'endElements',
  'elementId',
  'scopeId',
  'flowId',
  'code',
  'canonical',
  'userTaskId',
  'by',
  'outcome',
  'timerId',
  'dueAt',
  'ledgerId',
  'deadlineId',
  'reminder',
  'subscriptionId',
  'commandId',
  'command',
  'result',
  'message',
  'signal',
  'incidentId',
  'how',
  'caughtBy',
]);

/** Kinds whose `message` is a declared name; in the others it is free text. */
const NAMES_MESSAGE = new Set<JournalRecord['type']>(['message.caught', 'message.noReceiver']);

function withoutPersonalData(record: JournalRecord): { [name: string]: unknown } {
  const kept: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'message' && !NAMES_MESSAGE.has(record.type)) continue;
    if (PUBLIC_FIELDS.has(name)) kept[name] = value;
  }
  switch (record.type) {
    case 'userTask.opened':
      kept['userTask'] = { id: record.userTask.id, elementId: record.userTask.elementId };
      break;
    case 'incident.raised':
      kept['incident'] = { id: record.incident.id, code: record.incident.code };
      break;
    case 'subscription.opened':
      kept['subscription'] = {
        id: record.subscription.id,
        kind: record.subscription.kind,
        name: record.subscription.name,
      };
      break;
    case 'documents.attached':
      kept['documents'] = record.documents.map(({ fileId, document, sha256: hash }) => ({
        fileId,
        document,
        sha256: hash,
      }));
      break;
    default:
      break;
  }
  return kept;
}
