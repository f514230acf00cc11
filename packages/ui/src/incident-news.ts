import type { Incident } from '@tessera/contract';
import { useState } from 'react';

const WEIGHTS = ['critical', 'major', 'minor'] as const satisfies readonly Incident['weight'][];

/** Of each incident that was put away, the update that was the newest then. */
type PutAway = Readonly<Record<string, string>>;

/**
 * Of what is out of order, the weightiest that was not put away since its last update, and how to put it away. What was put away is kept on
 * this device under `place`, which names the person where a device may be anybody's.
 */
export function useIncidentNews(open: readonly Incident[], place: string): { incident: Incident | undefined; putAway: () => void } {
  const [put, setPut] = useState<{ place: string; away: PutAway }>();
  const away = put?.place === place ? put.away : read(place);
  const incident = nextIncident(open, away);
  const putAway = () => {
    if (!incident) return;
    const kept = { ...still(open, away), [incident.id]: newestOf(incident) };
    setPut({ place, away: kept });
    write(place, kept);
  };
  return { incident, putAway };
}

export function nextIncident(open: readonly Incident[], away: PutAway): Incident | undefined {
  const news = open.filter((incident) => away[incident.id] !== newestOf(incident));
  return news.toSorted((one, other) => WEIGHTS.indexOf(one.weight) - WEIGHTS.indexOf(other.weight))[0];
}

function newestOf({ updates, startedAt }: Incident): string {
  return updates[0]?.at ?? startedAt;
}

/** What is no longer out of order is forgotten. */
function still(open: readonly Incident[], away: PutAway): PutAway {
  return Object.fromEntries(open.flatMap(({ id }) => (away[id] === undefined ? [] : [[id, away[id]]])));
}

function read(place: string): PutAway {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return {};
  }
}

/** Storage may be full or forbidden: it is then put away until the page is loaded again. */
function write(place: string, away: PutAway): void {
  try {
    localStorage.setItem(place, JSON.stringify(away));
  } catch {
    return;
  }
}
