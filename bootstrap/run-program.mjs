import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A second Ctrl-C this long after the first is meant for the program, whoever sent it. */
const REPEAT_MS = 1000;

/**
 * Runs a program in the foreground and ends as it ends: same exit code, same signal.
 * Signals that reach only this process are passed on.
 */
export async function runProgram(command, args, env) {
  const child = spawn(command, args, { stdio: 'inherit', env });
  let firstInterrupt;
  process.on('SIGINT', () => {
    // The terminal sends Ctrl-C to the whole foreground group, so the program has it already; npm then repeats it to us.
    firstInterrupt ??= performance.now();
    const isRepeat = performance.now() - firstInterrupt > REPEAT_MS;
    if (isRepeat || !isInForeground()) child.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2']) process.on(signal, () => child.kill(signal));

  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  if (signal === null) process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}

/** Whether this process belongs to the foreground group of a terminal (fields 5 and 8 of /proc/self/stat). */
function isInForeground() {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[2] === fields[5];
  } catch {
    return process.stdin.isTTY === true;
  }
}
