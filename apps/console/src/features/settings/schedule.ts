import type { Texts } from '../../shared/texts.ts';

export const RHYTHMS = ['never', 'daily', 'weekly', 'monthly', 'custom'] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export type Schedule = { rhythm: Rhythm; time: string; weekday: string; day: string; cron: string };

export const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '0'] as const;
/** Every month has it. */
export const MONTH_DAY_MAX = 28;
const FIXED = /^(\d{1,2}) (\d{1,2}) (\*|\d{1,2}) \* (\*|[0-6])$/;

/** A cron line in the words of the form; `custom` when it says more than the form can. */
export function readSchedule(cron: string): Schedule {
  const plain = { time: '03:30', weekday: '1', day: '1', cron };
  if (cron === '') return { ...plain, rhythm: 'never' };
  const found = FIXED.exec(cron);
  const [, minute = '', hour = '', day = '*', weekday = '*'] = found ?? [];
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (!found || (day !== '*' && weekday !== '*')) return { ...plain, rhythm: 'custom' };
  if (day !== '*') return Number(day) <= MONTH_DAY_MAX ? { ...plain, rhythm: 'monthly', time, day } : { ...plain, rhythm: 'custom' };
  return weekday === '*' ? { ...plain, rhythm: 'daily', time } : { ...plain, rhythm: 'weekly', time, weekday };
}

export function cronOf({ rhythm, time, weekday, day, cron }: Schedule): string {
  const [hour = '0', minute = '0'] = time.split(':');
  const at = `${Number(minute)} ${Number(hour)}`;
  if (rhythm === 'never') return '';
  if (rhythm === 'daily') return `${at} * * *`;
  if (rhythm === 'weekly') return `${at} * * ${weekday}`;
  return rhythm === 'monthly' ? `${at} ${Number(day)} * *` : cron.trim().replace(/\s+/g, ' ');
}

/** A schedule in one phrase: “Every day at 03:30”. */
export function scheduleWords(t: Texts, cron: string): string {
  const { rhythm, time, weekday, day } = readSchedule(cron);
  if (rhythm === 'never') return t('schedule.never');
  if (rhythm === 'daily') return t('schedule.dailyAt', { time });
  const named = WEEKDAYS.find((one) => one === weekday) ?? '1';
  if (rhythm === 'weekly') return t('schedule.weeklyAt', { day: t(`weekday.${named}`), time });
  return rhythm === 'monthly' ? t('schedule.monthlyAt', { day: Number(day), time }) : cron;
}
