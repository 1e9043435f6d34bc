// node bootstrap/complete-lockfile.mjs
//
// Adds to package-lock.json the optional packages of other platforms that `npm install` left out because the registry in use lacks them.
// `npm ci` refuses a lockfile without them, on every platform. To be run after a package was added, where test/bootstrap/lockfile.test.ts asks for it.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];

for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    const words = name.split('/').at(-1).split('-');
    const os = words.find((word) => SYSTEMS.includes(word));
    const cpu = words.find((word) => PROCESSORS.includes(word));
    if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+[^ ]*$/.test(version)) {
      console.error(`${name}@${version} (wanted by ${path}) is no package of one platform: add it by hand`);
      process.exitCode = 1;
      continue;
    }
    const libc = os !== 'linux' ? undefined : words.includes('musl') ? ['musl'] : words.includes('gnu') ? ['glibc'] : undefined;
    lock.packages[`node_modules/${name}`] = { version, cpu: [cpu], ...(entry.dev && { dev: true }), ...(libc && { libc }), optional: true, os: [os] };
    added.push(name);
  }
}

if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${added.length} added`);

/** Whether a package at `path` finds `name`, looking upwards as Node does. */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (`${folder === '' ? '' : `${folder}/`}node_modules/${name}` in lock.packages) return true;
    if (folder === '') return false;
  }
}
