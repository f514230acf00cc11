import { minuteOf } from '../times.ts';
import { deviceName } from './device-name.ts';
import { Button, Item, Problem, Section, useAct } from './kit.tsx';
import type { SectionProps } from './security-page.tsx';
import { useSecurityTexts } from './texts.ts';

/** Where one is signed in, with what ends it. */
export function SessionSection({ client, security, onChanged }: SectionProps) {
  const t = useSecurityTexts();
  const end = useAct((sessionId: string) => client.identity.endOwnSession({ sessionId }), onChanged);
  const endOthers = useAct(() => client.identity.endOtherSessions(), onChanged);
  return (
    <Section title={t('security.sessions')} note={t('security.sessionsNote')} testId="session-section">
      <ul className="sec-list">
        {security.sessions.map((session) => (
          <Item
            key={session.id}
            title={deviceName(session.device) ?? t('security.unknownDevice')}
            note={session.isThis ? t('security.thisDevice') : t('security.sessionNote', { address: session.address, at: minuteOf(session.seenAt) })}
            testId="session-item"
          >
            {session.isThis ? null : (
              <Button look="plain" busy={end.isPending} onClick={() => end.mutate(session.id)} testId="end-session">
                {t('security.end')}
              </Button>
            )}
          </Item>
        ))}
      </ul>
      <Problem error={end.error ?? endOthers.error} />
      {security.sessions.length > 1 ? (
        <div className="sec-buttons">
          <Button look="danger" busy={endOthers.isPending} onClick={() => endOthers.mutate(undefined)} testId="end-other-sessions">
            {t('security.endOthers')}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
