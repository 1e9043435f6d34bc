import type { Say } from '../servers/say.ts';
import type { FileReport } from './import-real-data.ts';

/** One line for all files, if anything was written; where the reasons of the unusable rows are is said with it. */
export function sayImported(reports: readonly FileReport[], say: Say): void {
  const sum = (pick: (report: FileReport) => number) => reports.reduce((total, report) => total + pick(report), 0);
  const written = sum(({ added, changed, removed }) => added + changed + removed);
  const broken = reports.filter(({ rows, problems }) => rows === 0 && problems.length > 0).map(({ file }) => file);
  if (broken.length > 0) say(`数据文件无法读取：${broken.join('、')}`, `Data files that cannot be read: ${broken.join(', ')}`);
  if (written === 0) return;
  say(`已装入公开数据 ${sum(({ loaded }) => loaded)} 行，不可用 ${sum(({ refused }) => refused)} 行（原因见 npm run seed）。`, `Public data: ${sum(({ loaded }) => loaded)} row(s) loaded, ${sum(({ refused }) => refused)} unusable (npm run seed tells why).`);
}

/** File by file: what was loaded and written, then each unusable row with its reasons. */
export function importLines(reports: readonly FileReport[]): string[] {
  return reports.flatMap(({ file, rows, loaded, refused, added, changed, removed, problems }) => [
    `${file.padEnd(30)} 行 rows ${String(rows).padStart(4)} · 装入 loaded ${String(loaded).padStart(4)} · 不可用 unusable ${String(refused).padStart(3)} · 新增 added ${added} · 更新 changed ${changed} · 移除 removed ${removed}`,
    ...problems.map(({ line, rowId, zh, en }) => `    ${file}:${line} ${rowId} ${zh} | ${en}`),
  ]);
}
