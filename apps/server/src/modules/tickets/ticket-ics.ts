import type { TicketRow } from './queries.ts';

/** Octets of a line, as RFC 5545 §3.1 asks; what is longer goes on behind a space. */
const LINE_OCTETS = 75;

/** The ticket's time for a calendar: one event (RFC 5545 §3.6.1). A later file of the same ticket takes the place of the first. */
export function ticketCalendar(row: TicketRow, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tessera//Tickets//EN',
    'BEGIN:VEVENT',
    `UID:${row.id}@tessera`,
    `SEQUENCE:${row.generation}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(row.starts_at)}`,
    `DTEND:${utc(row.ends_at)}`,
    `SUMMARY:${escaped(row.title)}`,
    `LOCATION:${escaped([row.place, row.seat_words].filter(Boolean).join(' · '))}`,
    `DESCRIPTION:${escaped([row.kind_name, `No. ${row.number}`, row.notes].filter(Boolean).join('\n'))}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
}

function folded(line: string): string {
  let written = '';
  let octets = 0;
  for (const sign of line) {
    const width = Buffer.byteLength(sign);
    if (octets + width > LINE_OCTETS) {
      written += '\r\n ';
      octets = 1;
    }
    written += sign;
    octets += width;
  }
  return written;
}
