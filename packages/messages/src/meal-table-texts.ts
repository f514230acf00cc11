import type { Language, MealPeriod } from '@tessera/contract';
import { commonEn } from './common.en.ts';
import { commonZhCn } from './common.zh-CN.ts';

/** What a table of meals says, in the language that was chosen for it. */
export type MealTableTexts = {
  fileName: string;
  /** In the order of the columns. */
  headings: readonly string[];
  period: (period: MealPeriod) => string;
};

const ALL: Record<Language, MealTableTexts> = {
  'zh-CN': {
    fileName: '用餐汇总',
    headings: ['营业日', '餐段', '商户', '餐数', '套餐支付（元）', '餐费合计（元）'],
    period: (period) => commonZhCn[`meal.${period}`],
  },
  en: {
    fileName: 'meals',
    headings: ['Business day', 'Period', 'Merchant', 'Meals', 'Paid by plans (CNY)', 'Prices in all (CNY)'],
    period: (period) => commonEn[`meal.${period}`],
  },
};

export function mealTableTexts(language: Language): MealTableTexts {
  return ALL[language];
}
