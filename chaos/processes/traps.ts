/** A point at which a process of the chaos world stands still. */
export type TrapPoint = 'beforeRead' | 'beforeWrite' | 'afterWrite' | 'stored' | 'moved';

/** Stops the first that comes by: one trap catches once. */
export interface Trap {
  readonly id: string;
  readonly point: TrapPoint;
  /** Only this file, this kind of step, this submission; absent: any. */
  readonly fileId?: string;
  readonly kind?: 'act' | 'event' | 'tick' | 'look';
}

/** What the harness tells a process, and what it hears, over the IPC channel. */
export type ToChild = { readonly arm: Trap } | { readonly disarm: string } | { readonly go: string };
export type FromChild = { readonly ready: Readonly<Record<string, string>> } | { readonly reached: string; readonly detail: unknown };

export interface Traps {
  pass(point: TrapPoint, about: { readonly fileId?: string; readonly kind?: string; readonly detail?: unknown }): Promise<void>;
}

/** The process's side: armed over IPC; whoever is caught waits until told to go on. */
export function openTraps(): Traps {
  const armed = new Map<string, Trap>();
  const waiting = new Map<string, () => void>();
  process.on('message', (message: ToChild) => {
    if ('arm' in message) armed.set(message.arm.id, message.arm);
    else if ('disarm' in message) armed.delete(message.disarm);
    else {
      waiting.get(message.go)?.();
      waiting.delete(message.go);
    }
  });
  // the harness is gone: nobody would ever stop this process
  process.on('disconnect', () => process.exit(1));
  return {
    async pass(point, { fileId, kind, detail }) {
      for (const trap of armed.values()) {
        const fits = trap.point === point && (trap.fileId === undefined || trap.fileId === fileId) && (trap.kind === undefined || trap.kind === kind);
        if (!fits) continue;
        armed.delete(trap.id);
        await new Promise<void>((resolve) => {
          waiting.set(trap.id, resolve);
          tellHarness({ reached: trap.id, detail });
        });
        return;
      }
    },
  };
}

export function tellHarness(message: FromChild): void {
  process.send?.(message);
}
