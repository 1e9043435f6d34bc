import type { Action, Officer, Surroundings } from '../../domain/actions/action.ts';
import { checkGuard } from '../../domain/advance/advance.ts';
import type { Refusal } from '../../domain/errors.ts';
import type { FileRecord } from '../../domain/record/record.ts';

/** Thrown out of a guard that asks for what nobody has entered yet. */
const needsInput = Symbol('needs input');

const noInput: unknown = new Proxy({}, {
  get: () => {
    throw needsInput;
  },
  has: () => {
    throw needsInput;
  },
  ownKeys: () => {
    throw needsInput;
  },
});

/**
 * The first guard that would refuse whatever is entered. Guards that look at the input are left to the act itself.
 * @param occurredOn the day as which the act would be dated
 */
export function judgeWithoutInput(action: Action, target: { readonly record: FileRecord; readonly surroundings: Surroundings }, actor: Officer, occurredOn: string): (Refusal & { readonly guard: string }) | null {
  for (const guard of action.guards) {
    try {
      const context = { ...target.surroundings, record: target.record, facts: target.record.facts, input: noInput, actor, occurredOn };
      const refusal = checkGuard(() => guard.check(context));
      if (refusal) return { ...refusal, guard: guard.name };
    } catch (error) {
      if (error !== needsInput) throw error;
    }
  }
  return null;
}
