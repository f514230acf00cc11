import { paidWords } from '@tessera/ui';
import { useRedemptionTexts } from './texts.ts';

export function usePaidWords() {
  const t = useRedemptionTexts();
  return (paid: Parameters<typeof paidWords>[1]) => paidWords(t, paid);
}
