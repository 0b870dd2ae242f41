/** Resolves with the reason when this process is asked to end: a signal, or the parent that started it is gone. */
export function untilTermination(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
    if (process.connected) process.once('disconnect', () => resolve('the parent process is gone'));
  });
}
