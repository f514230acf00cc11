import type { incidentsZhCn } from './incidents.zh-CN.ts';

/** The line on top of every app while something is out of order. */
export const incidentsEn: Record<keyof typeof incidentsZhCn, string> = {
  'incident.investigating': 'Investigating',
  'incident.identified': 'Cause found',
  'incident.monitoring': 'Mended, watching',
  'incident.resolved': 'Resolved',
  'incident.affects': 'Affected: {parts}',
  'incident.more': 'How it goes on',
  'incident.putAway': 'Hide until there is more to say',
};
