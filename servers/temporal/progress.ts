import type { Say } from '../say.ts';

/** Tells how far a long piece of work is, at most once in `everyMs` milliseconds. */
export function progressTeller(say: Say, everyMs = process.stderr.isTTY ? 2000 : 10_000): (chinese: string, english: string) => void {
  let toldAt = performance.now();
  return (chinese, english) => {
    if (performance.now() - toldAt < everyMs) return;
    toldAt = performance.now();
    say(chinese, english);
  };
}
