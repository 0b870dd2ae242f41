import { fileURLToPath } from 'node:url';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { type InjectedSinks, Worker } from '@temporalio/worker';
import {
  compile,
  hashOf,
  type JournalEntry,
  type ProgrammeSource,
  replay,
  type State,
} from '../../../definitions/engine/index.ts';
import { converterPaths } from '../../../server/temporal/connection.ts';
import { bundleWorkflows } from '../../../server/temporal/index.ts';
import { PROGRAMME_ENCODING } from '../../../workflows/programme-payload.ts';
import type { RecorderSinks } from './interceptor.ts';

const interceptor = fileURLToPath(new URL('./interceptor.ts', import.meta.url));

/** One call of `commit`. The hash of an entry covers its header and payload; the digest is left out as it is in there. */
export interface RecordedCommit {
  how: 'local' | 'durable';
  fence: { run: number; length: number; at: number };
  entries: { seq: number; eventId: string; previous: string; hash: string; entry: JournalEntry }[];
}

export interface RecordedRun {
  commits: RecordedCommit[];
  /** What the next run was given: state, place in the journal, effects under way. */
  carried?: unknown;
}

export interface RecordedInstance {
  id: string;
  programme: string;
  runs: RecordedRun[];
  /** Its journal, folded through the engine. */
  finalState: State;
}

/** What stands beside the histories of a case. */
export interface Recorded {
  about: string;
  programmes: ProgrammeSource[];
  instances: RecordedInstance[];
}

/** The histories of one instance, oldest run first. */
export interface InstanceHistories {
  id: string;
  programme: string;
  runs: proto.temporal.api.history.v1.IHistory[];
}

type Hook = Parameters<typeof bundleWorkflows>[0];

/** The workflow code as it is (or changed on the way), with the recorder in it. */
export function recordingBundle(further?: Hook): Promise<{ code: string }> {
  return bundleWorkflows(further, [interceptor]);
}

/** Gives programmes by hash, and leaves everything else as it is: stored histories are not sealed. */
export class StoredProgrammes implements PayloadCodec {
  readonly sources: ReadonlyMap<string, ProgrammeSource>;

  constructor(sources: readonly ProgrammeSource[]) {
    this.sources = new Map(sources.map((source) => [hashOf(source), source]));
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads;
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      if (Buffer.from(payload.metadata?.['encoding'] ?? []).toString() !== PROGRAMME_ENCODING) return payload;
      const hash = Buffer.from(payload.data ?? []).toString();
      const source = this.sources.get(hash);
      if (!source) throw new Error(`No programme ${hash} beside the history`);
      return {
        metadata: { ...payload.metadata, hash: Buffer.from(hash) },
        data: Buffer.from(JSON.stringify(source)),
      };
    });
  }
}

/** Replays every run; what comes out is told per instance, and what Temporal finds wrong is in `failures`. */
export async function record(
  workflowBundle: { code: string },
  instances: readonly InstanceHistories[],
  sources: readonly ProgrammeSource[],
): Promise<{ instances: RecordedInstance[]; failures: { id: string; run: number; message: string }[] }> {
  const told = new Map(instances.map(({ id, runs }) => [id, runs.map((): RecordedRun => ({ commits: [] }))]));
  const sinks: InjectedSinks<RecorderSinks> = {
    recorder: {
      commit: {
        callDuringReplay: true,
        fn(_info, how, { instanceId, fence, entries }) {
          told.get(instanceId)?.[fence.run - 1]?.commits.push({
            how,
            fence,
            entries: entries.map(({ seq, eventId, previous, hash, payload }) => {
              return { seq, eventId, previous, hash, entry: JSON.parse(payload) as JournalEntry };
            }),
          });
        },
      },
      carried: {
        callDuringReplay: true,
        fn(_info, carried) {
          const run = told.get(carried.instanceId)?.[carried.run - 2];
          if (run) run.carried = carried;
        },
      },
    },
  };
  const codec = new StoredProgrammes(sources);
  const failures: { id: string; run: number; message: string }[] = [];
  const replayed = Worker.runReplayHistories(
    { workflowBundle, dataConverter: { ...converterPaths, payloadCodecs: [codec] }, sinks },
    instances.flatMap(({ id, runs }) => runs.map((history) => ({ workflowId: id, history }))),
  );
  const ordinals = instances.flatMap(({ id, runs }) => runs.map((_, index) => ({ id, run: index + 1 })));
  let index = 0;
  for await (const { error } of replayed) {
    const place = ordinals[index++];
    if (error && place) failures.push({ ...place, message: error.message });
  }
  return {
    failures,
    instances: instances.map(({ id, programme }) => {
      const runs = told.get(id) ?? [];
      const source = codec.sources.get(programme);
      if (!source) throw new Error(`No programme ${programme} beside the history`);
      return { id, programme, runs, finalState: fold(source, runs) };
    }),
  };
}

/** The state that the committed events lead to. */
function fold(source: ProgrammeSource, runs: readonly RecordedRun[]): State {
  const entries = new Map(runs.flatMap(({ commits }) => commits.flatMap(entriesOf)).map((entry) => [entry.seq, entry]));
  const inOrder = [...entries.values()].sort((a, b) => a.seq - b.seq);
  const { state } = replay(compile(source), inOrder);
  if (!state) throw new Error('Nothing was committed');
  return state;
}

function entriesOf({ entries }: RecordedCommit): JournalEntry[] {
  return entries.map(({ entry }) => entry);
}
