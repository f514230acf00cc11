/** 收款渠道的错误。 */
export const channelErrorsZhCn = {
  'channels.unknown': '没有这个收款渠道。',
  'channels.order_unknown': '没有这笔渠道订单。',
  'channels.refund_unknown': '没有这笔渠道退款。',
  'channels.settings_wrong': '渠道参数不完整或有误，请检查标出的一项。原有设置未改动。',
  'channels.url_wrong': '地址须为 https，并指向公网主机。内网主机请先加入 OUTBOUND_PRIVATE_HOSTS。',
  'channels.off': '这个收款渠道没有启用，没有扣款。请换一种方式。',
  'channels.way_unsupported': '这个渠道不支持这种付款方式，没有扣款。请换一种方式。',
  'channels.code_unknown': '这不是微信或支付宝的付款码，没有扣款。请让顾客重新打开付款码再扫。',
  'channels.refund_exceeds': '退款超出了还可退的金额，没有退款。请减少金额。',
  'channels.not_paid': '这笔订单还没有付款，不能退款。',
  'channels.not_waiting': '这一笔已有结果，不需要再确认。请刷新页面。',
  'channels.amount_differs': '到账金额与登记的金额不一致，未确认。请核对银行流水。',
  'channels.reference_taken': '这个凭证号已经用过一次，未入账。请核对凭证。',
} as const;
