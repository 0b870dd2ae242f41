/** Words about long steps, for a person who waits. */
export interface Progress {
  /** Runs a step; says that it goes on when it is long, and how long it took. `note` changes what is said meanwhile. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
  say(text: string): void;
}

export function consoleProgress(write: (text: string) => void = (text) => void process.stdout.write(text)): Progress {
  return {
    say: (text) => write(`${text}\n`),
    async step(title, work) {
      const started = Date.now();
      const elapsed = (): string => `${((Date.now() - started) / 1000).toFixed(1)} s`;
      let note = '';
      const ticker = setInterval(() => write(`  ${title} … ${elapsed()}${note === '' ? '' : ` (${note})`}\n`), 10_000);
      try {
        const answer = await work((text) => (note = text));
        write(`  ${title}: ${elapsed()}\n`);
        return answer;
      } finally {
        clearInterval(ticker);
      }
    },
  };
}
