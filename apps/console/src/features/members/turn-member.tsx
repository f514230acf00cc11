import type { Member } from '@tessera/contract';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../shared/texts.ts';
import { TurnDialog } from './turn-dialog.tsx';

/** Closes a member, or opens a closed one again. */
export function TurnMember({ member }: { member: Member }) {
  const t = useTexts();
  const { message } = App.useApp();
  const [act, setAct] = useState<'close' | 'reopen' | null>(null);
  const next = member.status === 'active' ? 'close' : 'reopen';
  return (
    <>
      <Button danger={next === 'close'} onClick={() => setAct(next)} data-testid={`member-${next}`}>
        {t(`members.${next}`)}
      </Button>
      {act && (
        <TurnDialog
          act={act}
          memberIds={[member.id]}
          title={t(`members.${act}One`, { name: member.name })}
          onClose={() => setAct(null)}
          onDone={(said) => {
            setAct(null);
            message.success(said);
          }}
        />
      )}
    </>
  );
}
