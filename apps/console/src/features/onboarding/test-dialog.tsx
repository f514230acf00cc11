import { useEffect } from 'react';
import { StepsDialog } from '../../shared/steps-dialog.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useTestProvider } from './use-providers.ts';

/** Asks the provider what can be asked without a person, and tells step by step what failed. */
export function TestDialog(props: { provider: string; onClose: () => void }) {
  const t = useTexts();
  const { mutate, data, error, isPending } = useTestProvider();
  const { provider } = props;
  useEffect(() => mutate(provider), [mutate, provider]);
  const failed = data?.steps.find((one) => !one.ok);
  return (
    <StepsDialog
      title={t('providers.testTitle', { name: provider })}
      steps={data?.steps.map(({ step, ok, detail }) => ({ name: step, words: t(`providers.step.${step}`), ok, detail }))}
      verdict={t(!data ? 'providers.testing' : failed ? `providers.mend.${failed.step}` : 'providers.testGood')}
      again={t('providers.testAgain')}
      error={error}
      isPending={isPending}
      testId="provider-steps"
      onAgain={() => mutate(provider)}
      onClose={props.onClose}
    />
  );
}
