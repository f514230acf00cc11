import { SetLimits } from './family-page.tsx';
import { GuardianTexts } from './texts.ts';
import { useOwnGuardians } from './use-guardians.ts';

/** On the page of one's own limits, for whoever has a guardian; nothing for all others. */
export function OwnGuardianLimits() {
  const { data } = useOwnGuardians();
  if (!data || data.guardians.length === 0) return null;
  return (
    <GuardianTexts>
      <SetLimits limits={data.limits} />
    </GuardianTexts>
  );
}
