export type CalendarErrorCode = 'CALENDAR_INVALID' | 'CALENDAR_YEAR_UNKNOWN';

/** A calendar that cannot be used, or a day of which it knows nothing. */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;

  constructor(code: CalendarErrorCode, message: string) {
    super(message);
    this.name = 'CalendarError';
    this.code = code;
  }
}
