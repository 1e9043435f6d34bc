import { describe, expect, test } from 'vitest';
import { commonActs, openCommonActs, outcomesOf } from '../../../domain/chart/common-acts.ts';
import { defineFile } from '../../../domain/files/file-definition.ts';
import { fileTypes } from '../../../domain/files/file-types.ts';
import { inspectionFile } from '../../../domain/files/inspection.ts';
import { unopenedState } from '../../../workflows/runtime/process-state.ts';

describe('common acts', () => {
  test.each(Object.values(fileTypes).map((definition) => [definition.chart.type, definition] as const))('%s: are open in every stage but before the first entry and at the end', (_type, { chart, actions }) => {
    for (const [stage, { end }] of Object.entries(chart.stages)) {
      expect(openCommonActs(chart, stage), stage).toEqual(stage === 'none' || end ? [] : Object.keys(commonActs));
    }
    for (const act of Object.keys(commonActs)) expect(actions[act]?.name).toBe(act);
  });

  test('stay in the stage, whatever their outcome', () => {
    for (const outcomes of Object.values(commonActs)) for (const lead of Object.values(outcomes)) expect(lead).toEqual({});
    expect(outcomesOf(inspectionFile.chart, 'assigned', 'urge')).toEqual({ urged: {} });
    expect(outcomesOf(inspectionFile.chart, 'none', 'urge')).toBeUndefined();
    expect(outcomesOf(inspectionFile.chart, 'no_such_stage', 'urge')).toBeUndefined();
  });

  test('are not listed by any chart, nor by what a process knows as open: records and histories do not grow with them', () => {
    for (const { chart } of Object.values(fileTypes)) {
      for (const { acts } of Object.values(chart.stages)) for (const act of Object.keys(commonActs)) expect(acts).not.toHaveProperty(act);
      expect(unopenedState(chart).open).not.toContain('urge');
    }
  });

  test('cannot be given another meaning by one file type', () => {
    const { chart, actions } = inspectionFile;
    const own = Object.entries(actions).filter(([name]) => !(name in commonActs)).map(([, action]) => action);
    const withUrge = { ...chart, stages: { ...chart.stages, assigned: { ...chart.stages['assigned']!, acts: { ...chart.stages['assigned']!.acts, urge: { urged: {} } } } } };
    expect(() => defineFile(withUrge, { actions: [...own, actions['urge']!], events: Object.values(inspectionFile.events) })).toThrow(/urge/);
  });
});
