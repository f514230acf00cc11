import { useEffect } from 'react';
import { StepsDialog } from '../../shared/steps-dialog.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTestChannel } from './use-channels.ts';

/** Asks the channel about an order of nobody, and tells step by step what failed. */
export function TestChannelDialog(props: { channel: string; onClose: () => void }) {
  const t = useTexts();
  const { mutate, data, error, isPending } = useTestChannel();
  const { channel } = props;
  useEffect(() => mutate(channel), [mutate, channel]);
  const failed = data?.steps.find((one) => !one.ok);
  const found = failed ? (`channels.mend.${failed.step}` as const) : data?.steps.length === 0 ? 'channels.testNothing' : 'channels.testGood';
  return (
    <StepsDialog
      title={t('channels.testTitle', { name: channel })}
      steps={data?.steps.map(({ step, ok, detail }) => ({ name: step, words: t(`channels.step.${step}`), ok, detail: ok ? undefined : detail }))}
      verdict={t(data ? found : 'channels.testing')}
      again={t('channels.testAgain')}
      error={error}
      isPending={isPending}
      testId="channel-steps"
      onAgain={() => mutate(channel)}
      onClose={props.onClose}
    />
  );
}
