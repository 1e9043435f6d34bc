import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder, portsOf, secretsOf } from '../../servers/data-folder.ts';

let scratch: string;
let path: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'duban-folder-'));
  path = join(scratch, 'data');
});

afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const refusal = (code: string, words: RegExp) => expect.objectContaining({ code, message: expect.stringMatching(words) });

test('a new folder and its passwords are for its owner only', () => {
  const folder = openDataFolder(path);
  secretsOf(folder);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(folder.secretsFile).mode & 0o777).toBe(0o600);
});

test('passwords and ports stay what they are', async () => {
  const folder = openDataFolder(path);
  const first = { secrets: secretsOf(folder), ports: await portsOf(folder, { chooseNew: false }) };
  const again = openDataFolder(path);
  expect({ secrets: secretsOf(again), ports: await portsOf(again, { chooseNew: false }) }).toEqual(first);
  expect(new Set(Object.values(first.secrets)).size).toBe(4);
  expect(Object.values(first.ports).every((port) => port > 1023 && port < 32_768)).toBe(true);
  expect(await portsOf(again, { chooseNew: true })).not.toEqual(first.ports);
});

test('an empty folder is taken, one with something else in it is not touched', () => {
  mkdirSync(path);
  openDataFolder(path);
  const other = join(scratch, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'thesis.txt'), 'years of work');
  expect(() => openDataFolder(other)).toThrow(refusal('DATA_FOLDER_FOREIGN', /not a data folder of Duban/));
  expect(readdirSync(other)).toEqual(['thesis.txt']);
});

test('a file where the folder should be is told', () => {
  writeFileSync(path, 'not a folder');
  expect(() => openDataFolder(path)).toThrow(refusal('DATA_FOLDER_FOREIGN', /is a file/));
  expect(readFileSync(path, 'utf8')).toBe('not a folder');
});

test('a folder of a newer Duban, and one with a damaged mark, are refused', () => {
  openDataFolder(path);
  writeFileSync(join(path, 'duban.json'), '{"product":"duban","format":2}');
  expect(() => openDataFolder(path)).toThrow(refusal('DATA_FOLDER_FOREIGN', /another version of Duban/));
  writeFileSync(join(path, 'duban.json'), '{"prod');
  expect(() => openDataFolder(path)).toThrow(refusal('DATA_FOLDER_DAMAGED', /duban\.json is damaged/));
});

test('a crash while the mark was written is no damage', () => {
  mkdirSync(path);
  writeFileSync(join(path, 'duban.json.unfinished'), '{"prod');
  openDataFolder(path);
});

test('damaged passwords, and lost ones of an existing database, are told and not made anew', () => {
  const folder = openDataFolder(path);
  secretsOf(folder);
  mkdirSync(folder.databaseFolder);
  truncateSync(folder.secretsFile, 10);
  expect(() => secretsOf(folder)).toThrow(refusal('DATA_FOLDER_DAMAGED', /secrets\.json is damaged/));
  rmSync(folder.secretsFile);
  expect(() => secretsOf(folder)).toThrow(refusal('DATA_FOLDER_DAMAGED', /secrets\.json is missing/));
  expect(readdirSync(path)).not.toContain('secrets.json');
});

test('lost or damaged ports are chosen anew', async () => {
  const folder = openDataFolder(path);
  await portsOf(folder, { chooseNew: false });
  truncateSync(folder.portsFile, 5);
  const chosen = await portsOf(folder, { chooseNew: false });
  expect(JSON.parse(readFileSync(folder.portsFile, 'utf8'))).toEqual(chosen);
});

test.runIf(process.getuid?.() === 0)("another user's folder is refused", async () => {
  openDataFolder(path);
  const { chownSync } = await import('node:fs');
  chownSync(path, 4321, 4321);
  expect(() => openDataFolder(path)).toThrow(refusal('DATA_FOLDER_FOREIGN', /belongs to another user \(uid 4321\)/));
});
