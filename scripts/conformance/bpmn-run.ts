import { importBpmn } from '../../definitions/interchange/bpmn/index.ts';
import { settle } from '../../definitions/simulation/deliver.ts';
import { servicesByRules } from '../../definitions/simulation/services.ts';
import { sourcesOf } from '../../definitions/simulation/sources.ts';
import { advanceTo } from '../../definitions/simulation/time.ts';
import { armTimerStarts } from '../../definitions/simulation/timer-starts.ts';
import { type Instance, isRejection, newWorld, startInstance, type World } from '../../definitions/simulation/world.ts';
import { type BpmnCase, misses, type Observed } from './bpmn-case.ts';
import { newTraces, tokenHook, type Traces } from './bpmn-tokens.ts';
import type { CaseResult } from './case-result.ts';

const startAt = '2026-01-01T00:00:00.000Z';
const client = { kind: 'system', id: 'conformance' } as const;

/** Imports the model, runs the case on the virtual clock and judges what it left. */
export async function runBpmnCase(one: BpmnCase, xml: string): Promise<CaseResult> {
  const { file, group, id, expect } = one;
  const result = { kit: 'bpmn' as const, group, file, case: id, expected: expect };
  const traces = newTraces();
  const imported = await importBpmn(xml, { scriptTask: tokenHook(traces) });
  const unsupported = imported.problems.filter(({ severity }) => severity === 'unsupported');
  if (unsupported.length > 0) {
    const reason = unsupported.map(({ code, element, why }) => `${code} ${element}: ${why}`).join('; ');
    return { ...result, status: 'unsupported', got: null, reason };
  }
  const invalid = imported.problems.filter(({ severity }) => severity === 'invalid');
  const keys = new Map(imported.processes.map(({ bpmnId, definition }) => [bpmnId, definition.key]));
  const got =
    invalid.length > 0
      ? refused(invalid.map(({ code, element, why }) => `${code} ${element}: ${why}`).join('; '))
      : observe(
          play(one, sourcesOf(imported.processes.map(({ definition }) => definition)), keys),
          traces,
          keys.get(one.process),
        );
  const missed = misses(expect, got);
  const reason = [...missed, ...(got.reason === '' ? [] : [got.reason])].join('; ');
  return {
    ...result,
    status: missed.length === 0 ? 'passed' : 'failed',
    got,
    reason: missed.length === 0 ? '' : reason,
  };
}

function refused(reason: string): Observed {
  return { tasks: [], marker: false, data: [], intervals: [], process: 'none', error: 'deployment', reason };
}

interface Played {
  world: World;
  instance: Instance | undefined;
  reason: string;
}

/** Rejections that say no instance runs for now, which is no error: it waits for its condition or event. */
const waitsForStart = new Set(['start.conditionUnmet', 'start.noStartElement']);

function play(one: BpmnCase, sources: ReturnType<typeof sourcesOf>, keys: Map<string, string>): Played {
  const world = newWorld(sources, startAt);
  const services = servicesByRules([]);
  const begin = (process: string, input: { [name: string]: unknown }) => {
    const started = startInstance(world, keys.get(process) ?? process, { input }, client);
    return settle(world, services)
      ? started
      : { code: 'simulation.endless', pointer: '', message: 'never comes to rest' };
  };
  armTimerStarts(world);
  for (const process of one.startFirst ?? []) begin(process, {});
  const started = begin(one.process, one.input ?? {});
  const target = new Date(Date.parse(startAt) + (one.delayMs ?? 0)).toISOString();
  const reached = advanceTo(world, services, target);
  const refusal = isRejection(started) && !waitsForStart.has(started.code) ? `${started.code}: ${started.message}` : '';
  const key = keys.get(one.process);
  const instance = isRejection(started) ? [...world.instances.values()].find((each) => each.key === key) : started;
  return { world, instance, reason: reached === 'endless' ? 'never comes to rest' : refusal };
}

function observe({ world, instance, reason }: Played, traces: Traces, key: string | undefined): Observed {
  const got: Observed = { tasks: [], marker: false, data: [], intervals: [], process: 'none', reason };
  if (reason !== '') got.error = 'runtime';
  for (const each of world.instances.values()) readJournal(each, traces, got);
  if (instance !== undefined && instance.key === key) {
    const { status, incidents } = instance.state;
    const failed = status === 'failed' || status === 'cancelled' || Object.keys(incidents).length > 0;
    got.process = status === 'completed' ? 'completed' : failed ? 'failed' : 'waiting';
  }
  return got;
}

function readJournal(instance: Instance, traces: Traces, got: Observed): void {
  const entered = new Map<string, string>();
  let thrownBy = '';
  for (const { event, records } of instance.journal) {
    for (const record of records) {
      switch (record.type) {
        case 'element.entered':
          entered.set(`${record.elementId} ${record.scopeId}`, event.at);
          break;
        case 'element.completed': {
          const { elementId, scopeId } = record;
          const marker = traces.markers.get(elementId);
          if (marker !== undefined) got.tasks.push(marker);
          if (traces.flags.has(elementId)) got.marker = true;
          const name = traces.intervals.get(elementId);
          const from = entered.get(`${elementId} ${scopeId}`);
          if (name !== undefined && from !== undefined) got.intervals.push({ name, from, to: event.at });
          break;
        }
        case 'variables.set':
          for (const [name, value] of Object.entries(record.values)) if (traces.records.has(name)) got.data.push(value);
          break;
        case 'incident.raised':
          fail(got, 'runtime', `${record.incident.code}: ${record.incident.message}`);
          break;
        case 'error.thrown':
          thrownBy = record.elementId;
          break;
        case 'instance.failed':
          // An error that a task throws is no error end event.
          fail(
            got,
            traces.throwers.has(thrownBy) ? 'runtime' : 'errorEvent',
            `${record.code}: ${record.message ?? 'error end event'}`,
          );
          break;
        default:
      }
    }
  }
}

function fail(got: Observed, error: 'runtime' | 'errorEvent', reason: string): void {
  got.error ??= error;
  got.reason = got.reason === '' ? reason : `${got.reason}; ${reason}`;
}
