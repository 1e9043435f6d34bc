/** What one sweep found and did. */
export interface SweepFigures {
  /** Open files of the record, and running processes of the engine, that were compared. */
  files: number;
  processes: number;
  /** Pages of files. */
  pages: number;
  /** Files without a listed process, processes without an open file, processes in trouble: only these are looked at one by one. */
  suspects: number;
  /** Processes started again from their record. */
  rebuilt: number;
  /** Processes told to look at their record. */
  nudged: number;
  /** Processes that knew no entry and had no record, ended. */
  ended: number;
  /** Processes asked for their state and compared with the record entry by entry, in turn. */
  lookedInto: number;
  incidentsOpened: number;
  incidentsClosed: number;
  /** Suspects that could not be looked at this time; the next sweep tries again. */
  failed: number;
}

export function noFigures(): SweepFigures {
  return { files: 0, processes: 0, pages: 0, suspects: 0, rebuilt: 0, nudged: 0, ended: 0, lookedInto: 0, incidentsOpened: 0, incidentsClosed: 0, failed: 0 };
}

/** The figures in words, for the prompt and the manager's page. */
export const figureLabels = {
  files: { zh: '未办结案卷', en: 'open files' },
  processes: { zh: '运行中的流程', en: 'running processes' },
  pages: { zh: '页数', en: 'pages' },
  suspects: { zh: '疑点', en: 'suspects' },
  rebuilt: { zh: '已重建流程', en: 'rebuilt' },
  nudged: { zh: '已通知核对', en: 'nudged' },
  ended: { zh: '已结束空流程', en: 'empty ones ended' },
  lookedInto: { zh: '逐条核对', en: 'looked into' },
  incidentsOpened: { zh: '新增异常', en: 'incidents opened' },
  incidentsClosed: { zh: '已消除异常', en: 'incidents closed' },
  failed: { zh: '本次未能核对', en: 'not reached' },
} as const satisfies Record<keyof SweepFigures, { readonly zh: string; readonly en: string }>;
