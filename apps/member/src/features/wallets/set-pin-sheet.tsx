import { isWeakPin } from '@tessera/rules';
import { errorKey } from '@tessera/ui';
import { useState } from 'react';
import { PinPad } from '../../shared/pin-pad.tsx';
import { Sheet } from '../../shared/sheet.tsx';
import { useTexts } from '../../shared/texts.ts';
import { useToast } from '../../shared/toast.tsx';
import { useRereadWallet, useSetPin } from './use-wallet.ts';

type Step = { name: 'current' } | { name: 'new'; currentPin?: string | undefined } | { name: 'repeat'; pin: string; currentPin?: string | undefined };

/** Six digits, twice; a change asks for the present ones first. */
export function SetPinSheet(props: { change: boolean; onClose: () => void }) {
  const t = useTexts();
  const toast = useToast();
  const setPin = useSetPin();
  const reread = useRereadWallet();
  const start: Step = props.change ? { name: 'current' } : { name: 'new' };
  const [step, setStep] = useState<Step>(start);
  const [problem, setProblem] = useState<string>();
  const enter = (entered: string) => {
    setProblem(undefined);
    if (step.name === 'current') return setStep({ name: 'new', currentPin: entered });
    if (step.name === 'new') {
      if (isWeakPin(entered)) return setProblem(t('pin.weak'));
      return setStep({ name: 'repeat', pin: entered, currentPin: step.currentPin });
    }
    if (entered !== step.pin) {
      setProblem(t('pin.differs'));
      return setStep({ name: 'new', currentPin: step.currentPin });
    }
    setPin.mutate(
      { pin: entered, currentPin: step.currentPin },
      {
        onSuccess: () => {
          toast(t(props.change ? 'pin.changed' : 'pin.saved'));
          props.onClose();
        },
        onError: (error) => {
          setProblem(t(errorKey(error)));
          setStep(start);
          reread();
        },
      },
    );
  };
  return (
    <Sheet title={t(props.change ? 'pin.change.act' : 'pin.set.act')} onClose={props.onClose} testId="set-pin-sheet">
      <PinPad key={step.name} hint={t(`pin.step.${step.name}`)} problem={problem} busy={setPin.isPending} onPin={enter} />
    </Sheet>
  );
}
