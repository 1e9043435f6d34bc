import { readFileSync, statSync } from 'node:fs';
import { SetupError } from '../setup-error.ts';

/** A numeric user and group. They need no entry in /etc/passwd: nothing is created on the machine. */
export interface Account {
  uid: number;
  gid: number;
}

/** First number tried for PostgreSQL. Below 65536, so that it exists in rootless containers too. */
const FIRST_UID = 64_732;

/**
 * The account that PostgreSQL runs as: undefined (ourselves) unless we are root, which PostgreSQL refuses.
 * For an existing database it is the folder's owner, else the first number that no account of this machine has.
 */
export function accountFor(databaseFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(databaseFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const taken = new Set(passwordEntries().map((entry) => entry.uid));
  let uid = FIRST_UID;
  while (taken.has(uid)) uid += 1;
  return { uid, gid: uid };
}

/**
 * An account that exists on this machine and is not root. Only `initdb` needs it: it wants a name for its user.
 * Throws SetupError CANNOT_BECOME_OTHER_USER where root is the only account.
 */
export function namedAccount(): Account {
  const entries = passwordEntries();
  const entry = entries.find(({ name }) => name === 'nobody') ?? entries.find(({ uid }) => uid !== 0);
  if (entry !== undefined) return { uid: entry.uid, gid: entry.gid };
  throw new SetupError(
    'CANNOT_BECOME_OTHER_USER',
    '本机除 root 外没有任何账户，无法初始化 PostgreSQL。请用普通用户启动。',
    'This machine has no account but root, so PostgreSQL cannot be initialised. Start as an ordinary user.',
  );
}

function passwordEntries(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name !== undefined && uid !== undefined && gid !== undefined && /^\d+$/.test(uid) ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
