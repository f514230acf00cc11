/** 充值、提现与销户的错误。 */
export const fundingErrorsZhCn = {
  'funding.over_limit': '充值后会超过卡的余额上限，没有扣款。请减少金额。',
  'funding.way_unknown': '这个渠道现在不能这样付款，没有扣款。请换一种方式。',
  'funding.too_little': '金额太小，没有扣款。请至少充值 1 元。',
} as const;
