/** 管理端：充值、提现与销户。 */
export const consoleFundingZhCn = {
  'topUp.kind': '收款方式',
  'topUpKind.cash': '现金',
  'topUpKind.bankCard': '银行卡',
  'topUpKind.bankTransfer': '银行转账',
  'topUpTakes.cash': '收取现金',
  'topUpTakes.bankCard': '刷卡金额',
  'topUpTakes.bankTransfer': '登记转账',
  'topUp.reference': '签购单号',
  'topUp.referenceHint': '先在刷卡机上收款，再填写签购单上的编号。每个编号只能用一次。',
  'topUp.referenceNeeded': '请填写签购单号',
  'topUp.transferHint': '先登记，财务在银行流水里核到这笔款后才入账。',
  'topUp.announced': '已登记转账',
  'topUp.announcedNote': '财务核到款后入账，会员会收到通知。',
  'topUp.announcedSlip': '本单为登记凭证，尚未入账。',
} as const;
