import type { State } from '../../../definitions/engine/index.ts';

/** What must hold in every state the engine makes; each breach as a sentence. */
export function breaches(state: State): string[] {
  const found: string[] = [];
  const lives: { [scopeId: string]: number } = {};
  const count = (scopeId: string | undefined): void => {
    if (scopeId !== undefined) lives[scopeId] = (lives[scopeId] ?? 0) + 1;
  };
  for (const scope of Object.values(state.scopes)) {
    if (scope.parent !== undefined && !state.scopes[scope.parent])
      found.push(`${scope.id} has no parent ${scope.parent}`);
    if (scope.run === undefined) count(scope.parent);
  }
  for (const token of Object.values(state.tokens)) {
    count(token.scopeId);
    if (token.incidentId !== undefined && !state.incidents[token.incidentId])
      found.push(`${token.id} waits for no incident`);
  }
  for (const { resume } of Object.values(state.incidents)) {
    if (resume.do === 'many') {
      for (const item of resume.items) {
        if (item.do === 'enter' || item.do === 'leave' || item.do === 'go') count(item.scopeId);
        if (item.do === 'throw' && item.next !== undefined) count(item.scopeId);
      }
    }
    if (resume.do === 'throw' && resume.next !== undefined) count(resume.scopeId);
  }
  for (const held of [
    state.userTasks,
    state.timers,
    state.subscriptions,
    state.conditions,
    state.tokens,
    state.ledgers,
  ]) {
    for (const { id, scopeId } of Object.values<{ id: string; scopeId: string }>(held))
      if (!state.scopes[scopeId]) found.push(`${id} belongs to no scope (${scopeId})`);
  }
  for (const pending of Object.values(state.pending))
    if (!pending.notice && !state.scopes[pending.scopeId]) found.push(`${pending.id} belongs to no scope`);
  if (state.status === 'running' || state.status === 'suspended') {
    for (const scope of Object.values(state.scopes)) {
      const live = scope.live ?? 0;
      if (live !== (lives[scope.id] ?? 0) && !scope.loop)
        found.push(`${scope.id} (${scope.elementId}) counts ${live}, but ${lives[scope.id] ?? 0} live in it`);
      if (scope.loop) {
        const runs = Object.values(state.scopes).filter((other) => other.parent === scope.id).length;
        if (runs !== scope.loop.active)
          found.push(`${scope.id} counts ${scope.loop.active} runs, but ${runs} are there`);
      }
    }
  } else if (Object.keys(state.scopes).length > 1 || Object.keys(state.tokens).length > 0) {
    found.push('something lives in an instance that has ended');
  }
  const bytes = state.counters['bytes'] ?? 0;
  if (bytes < 0) found.push(`variables take ${bytes} bytes`);
  return found;
}
