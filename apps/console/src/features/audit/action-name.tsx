import { type AuditRecord, ROLE_NAMES } from '@tessera/contract';
import { readId, shortId } from '../../shared/ids.ts';
import { type TextKey, useTexts } from '../../shared/texts.ts';

/** A recorded act in words; one that has none is shown as it was recorded. */
export function ActionName({ action }: { action: string }) {
  const words = useWords(`act.${action}`);
  return <span title={action}>{words ?? <span className="mono">{action}</span>}</span>;
}

/** What it was about: a thing, or without one, the part of the system. */
export function TargetName({ kind }: { kind: string }) {
  const ofThing = useWords(`target.${kind}`);
  const ofPart = useWords(`part.${kind}`);
  return <>{ofThing ?? ofPart ?? kind}</>;
}

/** The words under a key that is put together, if there are any. */
function useWords(key: string): string | undefined {
  const t = useTexts();
  const words = t(key as TextKey); // What the catalog lacks is answered as it was asked.
  return words === key ? undefined : words;
}

/** Jobs that are not called after a module. */
const PARTS: Partial<Record<string, string>> = {
  'back-up': 'backup',
  erasure: 'privacy',
  export: 'privacy',
  'set-up': 'setUp',
  'verify-audit': 'audit',
};

/** Members and tills are recorded by their ids; a person reads the kind and the end of the id. */
export function ActorName(props: { record: Pick<AuditRecord, 'actorKind' | 'actorName'> }) {
  const t = useTexts();
  const { actorKind, actorName } = props.record;
  if (readId(actorName)) return <span title={actorName}>{`${t(`actor.${actorKind}`)} ${shortId(actorName)}`}</span>;
  if (actorKind === 'system') return <SystemName name={actorName} />;
  return <>{actorName === '' || actorName === actorKind ? t(`actor.${actorKind}`) : actorName}</>;
}

/** A job that an event began is called after both: `members.membersAdded > wallets`, of which the last one works. */
function SystemName(props: { name: string }) {
  const t = useTexts();
  const first = props.name.split(' > ').at(-1)?.split('.')[0] ?? '';
  const words = useWords(`part.${PARTS[first] ?? first}`);
  return <span title={props.name}>{words ?? t('actor.system')}</span>;
}

/** The roles that somebody held, as they were recorded: a ready-made one by its key, a free one by its name. */
export function RoleName(props: { roles: string }) {
  const t = useTexts();
  const words = props.roles.split(', ').map((word) => {
    const known = ROLE_NAMES.find((role) => role === word);
    return known ? t(`role.${known}`) : word;
  });
  return <>{words.join(' · ')}</>;
}
