/** Whoever asks a process to end gets his wish within ten seconds, whatever it is doing. */
const longestGoodbye = 9_500;

/** Resolves with the reason when this process is asked to end: a signal, or the parent that started it is gone. */
export function untilTermination(): Promise<string> {
  return new Promise((resolve) => {
    const end = (reason: string): void => {
      setTimeout(() => process.exit(1), longestGoodbye).unref();
      resolve(reason);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(signal));
    if (process.connected) process.once('disconnect', () => end('the parent process is gone'));
  });
}
