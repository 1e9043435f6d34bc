import type { Label } from './label.ts';

/** What a person must look at, in plain words: what was found, and what to do. */
export interface IncidentKind {
  readonly what: Label;
  readonly toDo: Label;
}

/** Every kind of incident. RECORD_BEHIND is also opened by the step, which refuses to write. */
export const incidentKinds = {
  RECORD_BEHIND: {
    what: { zh: '流程所知的台账比案卷库新(案卷库可能由较早的备份恢复),该案卷暂停写入', en: 'The process knows entries that the record does not hold (an older backup was restored?); nothing is written to this file' },
    toDo: { zh: '先确认连接的是正确的、最新的案卷库;确认是恢复备份后,运行 npm run sweep -- --after-restore 重建流程', en: 'Make sure that this is the right and the newest database; if a backup was restored, run npm run sweep -- --after-restore' },
  },
  RECORD_UNKNOWN: {
    what: { zh: '有流程在运行,但案卷库中没有它的案卷(恢复备份后,备份之后开立的案卷即如此)', en: 'A process runs whose file the record never heard of (after a restore: a file opened after the backup)' },
    toDo: { zh: '流程历史中留有备份之后办理的动作名称和时间,据此核对并补录;然后运行 npm run sweep -- --after-restore 结束这些流程', en: 'Its history tells which acts were done after the backup, and when: enter them again; then run npm run sweep -- --after-restore, which ends these processes' },
  },
  PROCESS_STUCK: {
    what: { zh: '流程任务反复失败,该案卷不会前进(多为程序错误)', en: 'The workflow task fails again and again: the file does not move (most often a fault of the program)' },
    toDo: { zh: '查看办理进程日志中该编号的错误,部署修正版本后自动恢复,期限不丢失', en: 'Look for this id in the log of the worker; once a corrected version runs it goes on by itself, and no deadline is lost' },
  },
  PROCESS_PAUSED: {
    what: { zh: '流程被人工暂停,到期事项不会办理', en: 'Somebody paused the process: due moments are not recorded' },
    toDo: { zh: '在流程引擎中恢复(unpause)该流程', en: 'Unpause it in the engine' },
  },
  WRONG_TYPE: {
    what: { zh: '案卷编号被另一类流程占用,办理动作无人接收', en: 'A process of another type runs under this id: acts reach nobody' },
    toDo: { zh: '查明是谁启动的,终止该流程;下一次核对会按案卷重建正确的流程', en: 'Find out who started it and terminate it; the next sweep starts the right one from the record' },
  },
  FOREIGN_PROCESS: {
    what: { zh: '命名空间中运行着不属于本系统的流程', en: 'A process that is none of ours runs in the namespace' },
    toDo: { zh: '查明来源;不要与其他系统共用命名空间', en: 'Find out where it comes from; share the namespace with nobody' },
  },
  KEEPS_ENDING: {
    what: { zh: '流程重建后又结束,案卷仍未办结', en: 'The process ended again after it was rebuilt, and the file is open' },
    toDo: { zh: '查看该流程历史的最后一个事件:是有人反复终止,还是程序令其失败', en: 'Look at the last event of its history: does somebody terminate it, or does the program fail it' },
  },
  CANNOT_REBUILD: {
    what: { zh: '案卷没有流程,引擎拒绝为它启动流程', en: 'The file has no process and the engine refuses to start one' },
    toDo: { zh: '按所附原因处理;每次核对都会再试', en: 'See the reason; every sweep tries again' },
  },
  CLOSED_RUNS: {
    what: { zh: '案卷已办结,流程却仍在运行', en: 'The file is closed and its process still runs' },
    toDo: { zh: '查看该流程在等什么;终止它不会丢失任何记录', en: 'See what it waits for; terminating it loses nothing of the record' },
  },
  PROCESS_DIFFERS: {
    what: { zh: '流程与案卷停在同一条台账,但所等的到期时刻不同', en: 'Process and record stand at the same entry and wait for different moments' },
    toDo: { zh: '到期时刻以案卷为准,逾期由分钟巡检补办;请报告此问题', en: 'The record counts, and the minute scan records what falls due; please report this' },
  },
} as const satisfies Record<string, IncidentKind>;

export type IncidentKindName = keyof typeof incidentKinds;

/** The words of a kind; of one that this version does not know, its name. */
export function wordsOf(kind: string): IncidentKind {
  return incidentKinds[kind as IncidentKindName] ?? { what: { zh: kind, en: kind }, toDo: { zh: '见运维手册', en: 'See the operations manual' } };
}
