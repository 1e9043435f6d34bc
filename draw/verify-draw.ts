import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DrawError } from '../domain/draw/draw-error.ts';
import type { DrawEvidence } from '../domain/draw/draw-evidence.ts';
import { drawFaults, verifyDraw } from '../domain/draw/verify-draw.ts';
import { nationalProfile } from '../domain/rules/law.ts';
import { resolveProfile } from '../domain/rules/resolve-profile.ts';
import { shippedLaw } from '../law/shipped-law.ts';
import { evidenceInLedger } from './evidence-in-ledger.ts';
import { evidenceSchema, ledgerSchema } from './evidence-schema.ts';

const usage = '用法 usage: npm run verify:draw -- FILE.json\nFILE.json: GET /api/v1/draw-tasks/{id}/ledger?limit=200 的答复，或者其中的抽取证据 the answer to it, or the evidence alone';

/** @returns the exit code: 0 the draw is as it must be, 1 it is not, 2 the file cannot be read */
async function main(): Promise<number> {
  const file = fileArgument();
  if (file === null) {
    console.error(usage);
    return 2;
  }
  let given: unknown;
  try {
    given = evidenceOf(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    console.error(`无法读取证据文件 the file cannot be read: ${(error as Error).message}`);
    return 2;
  }
  const parsed = evidenceSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    console.error(`不是抽取证据 not the evidence of a draw: /${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`);
    return 2;
  }
  return report(parsed.data as DrawEvidence);
}

/** The evidence alone, or the ledger that holds it. */
function evidenceOf(given: unknown): unknown {
  const ledger = ledgerSchema.safeParse(given);
  return ledger.success ? evidenceInLedger(ledger.data.items) : given;
}

function report(evidence: DrawEvidence): number {
  const findings = verifyDraw(evidence, resolveProfile(shippedLaw, nationalProfile));
  const { frame } = evidence;
  console.log(
    `抽取任务 draw ${evidence.drawTask} · 方法 sampler ${frame.sampler}\n` +
      `名录 frame ${frame.targets.length} 户 targets, ${frame.officers.length} 人 officers · 哈希 hash ${evidence.frameHash}\n` +
      `种子 seed ${evidence.seed} · ${evidence.contributions.length} 人 contributors\n` +
      `抽中 drawn ${evidence.targets.length} · 递补 replacements ${evidence.replacements.length}`,
  );
  for (const { fault, detail } of findings) console.log(`✗ ${drawFaults[fault].zh} | ${drawFaults[fault].en}: ${detail} [${fault}]`);
  console.log(findings.length === 0 ? '抽取结果可重算,完全一致 the draw follows from its frame and seed' : '抽取结果与名录、种子不符 the draw does not follow from its frame and seed');
  return findings.length === 0 ? 0 : 1;
}

function fileArgument(): string | null {
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    return positionals.length === 1 ? (positionals[0] ?? null) : null;
  } catch {
    return null;
  }
}

if (import.meta.main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    // evidence of the right shape with which no draw can be made (too few officers)
    if (!(error instanceof DrawError)) throw error;
    console.error(`✗ ${error.message} [${error.code}]`);
    process.exitCode = 1;
  }
}
