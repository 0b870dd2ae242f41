import { spawn } from 'node:child_process';

/**
 * A shell that outlives this process just long enough to end its children. It reads what to end from a pipe; the pipe
 * closes however this process ends, `kill -9` included. The newest child goes first.
 */
const script = `
children=""
while read -r verb signal pid; do
  case $verb in
    watch) children="$signal:$pid $children" ;;
    forget) rest=""; for c in $children; do [ "$c" = "$signal:$pid" ] || rest="$rest $c"; done; children=$rest ;;
  esac
done
for c in $children; do
  pid=\${c#*:}
  kill -"\${c%%:*}" "$pid" 2>/dev/null || continue
  tries=0
  while kill -0 "$pid" 2>/dev/null && [ $tries -lt 80 ]; do sleep 0.1; tries=$((tries + 1)); done
  kill -KILL "$pid" 2>/dev/null
done
`;

export interface OrphanGuard {
  watch(pid: number, signal: NodeJS.Signals): void;
  forget(pid: number, signal: NodeJS.Signals): void;
  /** Lets the guard go; call it when every child has ended. */
  close(): void;
}

export function startOrphanGuard(): OrphanGuard {
  const guard = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  // A guard that is gone is a lost comfort, not a failure: the next start finds orphans by their records.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  const say = (verb: string, pid: number, signal: NodeJS.Signals): void => {
    guard.stdin.write(`${verb} ${signal.slice(3)} ${pid}\n`);
  };
  return {
    watch: (pid, signal) => say('watch', pid, signal),
    forget: (pid, signal) => say('forget', pid, signal),
    close: () => void guard.stdin.end(),
  };
}
