import type { Id } from '@tessera/kernel';
import { App, Button } from 'antd';
import { client } from '../../shared/api.ts';
import { useConfirm } from '../../shared/confirm.tsx';
import { useTexts } from '../../shared/texts.ts';

/** For a phone that was lost: whoever has it is signed out. */
export function EndMemberSessions(props: { member: { id: Id<'member'>; name: string } }) {
  const t = useTexts();
  const { message } = App.useApp();
  const ask = useConfirm();
  const { id, name } = props.member;
  const end = () =>
    ask({
      title: t('members.endSessionsTitle', { name }),
      changes: [t('members.endSessionsWhat')],
      ok: t('members.endSessions'),
      danger: true,
      run: async () => {
        const { ended } = await client.members.endMemberSessions({ memberId: id });
        message.success(t('members.sessionsEnded', { count: ended }));
      },
    });
  return (
    <Button onClick={end} data-testid="end-member-sessions">
      {t('members.endSessions')}
    </Button>
  );
}
