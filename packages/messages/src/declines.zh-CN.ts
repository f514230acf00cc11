import type { DeclineMessages } from './catalog.ts';

/** 给收银员看：为什么不行、该怎么办。以下情况资金均未变动。 */
export const declinesZhCn: DeclineMessages = {
  'decline.code_malformed': '不是付款码，请对方打开应用出示付款码。',
  'decline.code_unknown': '付款码无法识别，请对方重新打开应用。',
  'decline.code_wrong': '付款码错误，请对方刷新。',
  'decline.code_expired': '付款码已过期，请对方刷新。',
  'decline.code_spent': '付款码已使用，请对方刷新。',
  'decline.code_locked': '错误次数过多，请 10 分钟后再试或改用实体卡。',
  'decline.card_unknown': '未识别的卡，请确认是本系统的卡。',
  'decline.card_frozen': '该卡已冻结，请持卡人在应用中解冻。',
  'decline.card_void': '该卡已作废，请更换。',
  'decline.member_unknown': '会员编号不存在，请核对后重试。',
  'decline.wallet_frozen': '钱包已冻结，请到服务窗口处理。',
  'decline.wallet_closed': '钱包已注销。',
  'decline.pin_required': '超过免密额度，请会员输入支付密码。',
  'decline.pin_wrong': '支付密码错误，请重试。',
  'decline.pin_locked': '支付密码已锁定，仅可小额支付，可到服务窗口重置。',
  'decline.pin_not_set': '超过免密额度，且会员未设置支付密码，请先在应用中设置。',
  'decline.static_code_over_floor': '会员编号仅可小额支付，请出示付款码或刷卡。',
  'decline.over_transaction_limit': '超过会员设置的单笔限额。',
  'decline.over_day_limit': '超过会员设置的当日限额。',
  'decline.insufficient_funds': '余额不足，请充值或减少金额。',
  'decline.over_terminal_limit': '超过本终端单笔限额。',
  'decline.merchant_suspended': '商户已停用，不能收款。',
  'decline.reversed_before_arrival': '该笔交易在到达前已被撤销。',
};
