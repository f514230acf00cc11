/** 补卡、批次、身份核验与应急码的拒绝原因。 */
export const cardErrorsZhCn = {
  'cards.no_phone': '该会员没有登记手机号，请改用证件或问答核实身份。',
  'cards.identity_check_needed': '请先核实本人身份，核实结果 15 分钟内有效。',
  'cards.identity_checks_spent': '今天问答核实已错 3 次，请改用证件或手机验证码。',
  'cards.order_unknown': '该补卡单不存在。',
  'cards.order_open': '该会员已有一张补卡单在办理中，请先领取或取消。',
  'cards.order_not_now': '补卡单的状态已变化，这一步现在不能做。请刷新后查看。',
  'cards.replaces_physical': '只有实体卡可以补办。虚拟卡请在应用中挂失后解挂，系统会换新码。',
  'cards.fee_not_covered': '现金钱包余额不足以支付工本费，未扣款，也未下单。请先充值，或由有权限的人员免收。',
  'cards.fee_refused': '该钱包已注销或冻结，不能收取工本费，未下单。',
  'cards.waiver_not_allowed': '您没有免收工本费的权限，请联系财务。',
  'cards.batch_unknown': '该制卡批次不存在。',
  'cards.nothing_to_make': '没有可处理的卡：没有待制卡的补卡单，或批次里还没有制好的卡。',
} as const;
