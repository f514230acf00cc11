import { dayAfter } from '@tessera/kernel';
import { useSettings } from '@tessera/ui';
import { useState } from 'react';
import { Button } from '../../shared/button.tsx';
import { IconButton } from '../../shared/controls.tsx';
import { dayOf, formatDay, mondayOf } from '../../shared/days.ts';
import month from './day-choice.module.css';
import styles from './events.module.css';
import { useEventsTexts } from './texts.ts';
import { type EventFilter, useEventDays } from './use-events.ts';

const WEEK = 7;
const DAYS_SHOWN_MAX = 42;

/** A month to choose a day of; closed until somebody wants it. */
export function DayChoice({ filter, onChoose }: { filter: EventFilter; onChoose: (day: string) => void }) {
  const t = useEventsTexts();
  const { locale } = useSettings();
  const today = dayOf(Date.now());
  const [isOpen, setOpen] = useState(false);
  const { day } = filter;
  return (
    <section className={month.days}>
      <div className={styles.narrow}>
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} data-testid="events-calendar">
          {day ? t('events.onDay', { day: formatDay(day, locale, today) }) : t('events.anyDay')}
        </button>
        {day ? (
          <Button look="quiet" onClick={() => onChoose('')} data-testid="events-every-day">
            {t('events.everyDay')}
          </Button>
        ) : null}
      </div>
      {isOpen ? (
        <Month
          filter={filter}
          today={today}
          onChoose={(chosen) => {
            setOpen(false);
            onChoose(chosen);
          }}
        />
      ) : null}
    </section>
  );
}

function Month({ filter, today, onChoose }: { filter: EventFilter; today: string; onChoose: (day: string) => void }) {
  const t = useEventsTexts();
  const { locale } = useSettings();
  const [first, setFirst] = useState(`${(filter.day || today).slice(0, 7)}-01`);
  const last = dayAfter(monthOn(first, 1), -1);
  const days = useEventDays(filter, { fromOn: first < today ? today : first, toOn: last }).data;
  const heading = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(new Date(`${first}T00:00:00Z`));
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' });
  const shown = daysShown(first, last);
  return (
    <div className={month.month} data-testid="events-month">
      <div className={month.monthHead}>
        <IconButton icon="back" label={t('events.monthBefore')} disabled={first <= today} onClick={() => setFirst(monthOn(first, -1))} />
        <strong aria-live="polite">{heading}</strong>
        <IconButton icon="next" label={t('events.monthAfter')} onClick={() => setFirst(monthOn(first, 1))} testId="events-month-after" />
      </div>
      <div className={month.grid} aria-hidden="true">
        {shown.slice(0, WEEK).map((day) => (
          <span key={day} className={styles.note}>
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </span>
        ))}
      </div>
      <div className={month.grid}>
        {shown.map((day) => {
          const count = days?.get(day) ?? 0;
          if (day < first || day > last) return <span key={day} />;
          return (
            <button
              key={day}
              type="button"
              aria-pressed={day === filter.day}
              aria-label={t('events.dayHas', { day: formatDay(day, locale, today), count })}
              disabled={count === 0}
              onClick={() => onChoose(day)}
              data-testid={`events-day-${day}`}
            >
              {Number(day.slice(-2))}
              <small aria-hidden="true">{count > 0 ? count : ''}</small>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** The first day of the month that is so many months later. */
function monthOn(first: string, months: number): string {
  const at = new Date(`${first}T00:00:00Z`);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}

/** Whole weeks from Monday on. */
function daysShown(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = mondayOf(first); days.length < DAYS_SHOWN_MAX && (day <= last || days.length % WEEK !== 0); day = dayAfter(day, 1)) days.push(day);
  return days;
}
