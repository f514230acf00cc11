import { useQuery } from '@tanstack/react-query';
import type { Terminal } from '@tessera/contract';
import { Link } from 'react-router';
import { client } from '../../shared/api.ts';
import { Icon } from '../../shared/icons.tsx';
import { Panel } from '../../shared/page.tsx';
import { Status } from '../../shared/status.tsx';
import { useTexts } from '../../shared/texts.ts';

const LOOKED_AT = 200;
/** A till that has not been heard of for this long is worth a look. */
const SILENT_AFTER_MS = 15 * 60_000;

/** Whether the tills are well, and which of them wait for someone. */
export function TerminalsWaiting() {
  const t = useTexts();
  const terminals = useQuery({
    queryKey: ['terminals', 'today'],
    queryFn: ({ signal }) => client.terminals.listTerminals({ limit: LOOKED_AT }, { signal }),
    refetchInterval: 60_000,
  });
  const items = terminals.data?.items ?? [];
  const active = items.filter((terminal) => terminal.status === 'active');
  const silent = active.filter(isSilent);
  const waiting = items.filter((terminal) => terminal.status === 'waiting');
  if (!terminals.data) return null;
  return (
    <Panel title={t('today.terminals')} flush testId="today-terminals">
      <ul className="rows rows-links">
        <li>
          <Link to="/terminals?status=active">
            <Status tone={silent.length === 0 && active.length > 0 ? 'good' : 'quiet'}>
              {active.length === 0
                ? t('today.terminalsNone')
                : t('today.terminalsHeard', { heard: active.length - silent.length, all: active.length })}
            </Status>
            <Icon name="right" size={14} />
          </Link>
        </li>
        {silent.length > 0 && (
          <li>
            <Link to="/terminals?status=active">
              <Status tone="warn">{t('today.terminalsSilent', { count: silent.length })}</Status>
              <Icon name="right" size={14} />
            </Link>
          </li>
        )}
        {waiting.length > 0 && (
          <li>
            <Link to="/terminals?status=waiting">
              <Status tone="warn">{t('today.terminalsWaiting', { count: waiting.length })}</Status>
              <Icon name="right" size={14} />
            </Link>
          </li>
        )}
      </ul>
    </Panel>
  );
}

function isSilent(terminal: Terminal): boolean {
  return !terminal.lastSeenAt || Date.now() - new Date(terminal.lastSeenAt).getTime() > SILENT_AFTER_MS;
}
