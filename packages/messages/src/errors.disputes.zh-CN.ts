/** 争议处理的错误。 */
export const disputeErrorsZhCn = {
  'disputes.unknown': '没有这张争议单。',
  'disputes.not_now': '这张争议单的状态已变，这一步现在不能做。请刷新后再看。',
  'disputes.payment_unknown': '没有这笔交易。请从交易记录里打开它再提交。',
  'disputes.payment_needed': '这一步需要对应一笔消费，没有改动。请选其他处理方式。',
  'disputes.kind_not_for_payment': '这类问题不适用于这笔交易，请换一个问题类型。',
  'disputes.amount_needed': '请填写金额。',
  'disputes.window_over': '交易已超过 {days} 天，不能再提交。请到服务窗口说明情况。',
  'disputes.open_already': '这笔交易已有一张正在处理的争议单，请在其中补充说明。',
  'disputes.too_many': '正在处理的争议单已有 {count} 张。请等其中一张结束后再提交。',
  'disputes.no_merchant': '这张争议单不涉及商户，无需询问。',
  'disputes.not_at_desk': '该同事不能处理争议，请从列表中选择。',
  'disputes.nothing_left': '这笔消费已全部退回，没有再退。请以“已解决”结束。',
  'disputes.needs_another_person': '补偿由你提出，请另一位同事复核。',
  'disputes.opened_by_decider': '这张争议单由你代会员提交，没有改动。涉及资金的处理请交给另一位同事。',
  'disputes.insufficient_funds': '余额不足，没有扣款。请充值后再同意。',
} as const;
