import { z } from 'zod';
import { dayStatus } from '../../../domain/calendar/calendar.ts';
import { CalendarError } from '../../../domain/calendar/calendar-error.ts';
import { daysBetweenInDetail, festivalWords } from '../../../domain/calendar/days-between.ts';
import { festivals } from '../../../domain/calendar/festivals.ts';
import type { App, RouteDeps } from '../../deps.ts';
import { ApiProblem } from '../../errors/problem.ts';
import { dateSchema } from '../../views/explanation-view.ts';
import { labelSchema } from '../../views/label-view.ts';
import { problems } from '../problems.ts';

export function showCalendar(app: App, deps: RouteDeps): void {
  app.route({
    method: 'GET',
    url: '/api/v1/calendars/:year',
    config: { isPublic: true },
    schema: {
      operationId: 'showCalendar',
      tags: ['law'],
      security: [],
      summary: '一年的放假和调休安排 · Holidays and make-up days of a year',
      description: '放假通知尚未公布的年份只列法律固定的节假日,并标明暂定。\n\nOf a year without a notice only the days that the law fixes are known, and it is marked provisional.',
      params: z.object({ year: z.string().regex(/^\d{4}$/) }),
      response: {
        200: z.object({
          year: z.int(),
          calendarVersion: z.string(),
          isProvisional: z.boolean().describe('放假通知尚未公布 · the notice of the year is not held'),
          workingDays: z.int(),
          holidays: z.array(z.object({ label: labelSchema, from: dateSchema, to: dateSchema, days: z.int() })),
          makeUpDays: z.array(z.object({ date: dateSchema, label: labelSchema })),
        }),
        ...problems(400, 404, 429),
      },
    },
    handler: async (request) => {
      const { year } = request.params;
      const { calendar } = await deps.lawBook.current();
      try {
        const days = daysBetweenInDetail(`${year}-01-01`, `${year}-12-31`, calendar);
        return {
          year: Number(year),
          calendarVersion: calendar.version,
          isProvisional: dayStatus(`${year}-01-01`, calendar).provisional,
          workingDays: days.workingDays,
          holidays: days.holidays.map(({ festivals: ids, from, to, days: count }) => ({ label: festivalWords(ids), from, to, days: count })),
          makeUpDays: days.makeUpDays.map(({ date, festival }) => ({ date, label: festival === undefined ? { zh: '调休上班', en: 'make-up working day' } : { zh: `${festivals[festival].zh}调休上班`, en: `make-up working day for ${festivals[festival].en}` } })),
        };
      } catch (error) {
        if (error instanceof CalendarError || error instanceof RangeError || (error as { code?: string }).code === 'DATE_OUT_OF_RANGE') throw new ApiProblem('CALENDAR_NOT_FOUND');
        throw error;
      }
    },
  });
}
