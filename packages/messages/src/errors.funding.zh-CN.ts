/** 充值、提现与销户的错误。 */
export const fundingErrorsZhCn = {
  'gifts.offer_unknown': '没有这个赠送活动。',
  'gifts.name_taken': '已有同名的赠送活动，没有保存。请换一个名称。',
  'gifts.ends_before_it_begins': '结束日早于开始日，没有保存。请修改日期。',
  'gifts.not_now': '活动进行中或已赠送过，只能改结束日和预算，且预算不能低于已赠送的金额。没有保存；请刷新页面，或另建活动。',
  'funding.gift_changed': '期间有消费，要收回的赠送金额变了，没有提现。请重新核对金额。',
  'funding.not_whole': '这笔充值已不能整笔退，没有提现。请改按金额提现。',
  'funding.over_limit': '充值后会超过卡的余额上限，没有扣款。请减少金额。',
  'funding.way_unknown': '这个渠道现在不能这样付款，没有扣款。请换一种方式。',
  'funding.too_little': '金额太小，没有扣款。请至少充值 1 元。',
  'funding.insufficient': '可用余额不足，没有提现。请减少金额。',
  'funding.beyond_sources': '能原路退回的充值不够这么多，没有提现。请减少金额，或到窗口提取现金。',
  'funding.withdrawal_unknown': '没有这笔提现。',
  'funding.withdrawal_not_now': '这笔提现的状态已经变了，没有改动。请刷新页面。',
  'funding.needs_another_person': '办理人不能审批自己办的提现，请换一位同事。',
} as const;
