import type { Child } from './child-process.ts';

export interface Kept {
  current(): Child;
  stop(): Promise<void>;
}

const longestPause = 10_000;

/**
 * Starts a child and starts it again whenever it ends without being asked to. The first start may fail and says so by
 * rejecting; later ones are tried until they succeed, with growing pauses.
 */
export async function keepRunning(start: () => Promise<Child>, say: (text: string) => void): Promise<Kept> {
  let child = await start();
  let stopping = false;
  let restart = Promise.resolve();
  const watch = (watched: Child): void => {
    void watched.ended.then((how) => {
      if (stopping) return;
      say(`${how}; starting it again (log: ${watched.logFile})`);
      restart = again();
    });
  };
  const again = async (): Promise<void> => {
    for (let pause = 250; !stopping; pause = Math.min(pause * 2, longestPause)) {
      try {
        child = await start();
        watch(child);
        return;
      } catch (error) {
        say((error as Error).message);
        if (!stopping) await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  watch(child);
  return {
    current: () => child,
    async stop() {
      stopping = true;
      await child.stop();
      // A start that was under way when the request came.
      await restart;
      await child.stop();
    },
  };
}
