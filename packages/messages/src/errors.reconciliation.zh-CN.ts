/** 对账的拒绝原因。 */
export const reconciliationErrorsZhCn = {
  'reconciliation.bill_refused': '账单被整份拒收，没有保留任何内容。请从渠道重新下载原文件。',
  'reconciliation.bill_hash_wrong': '文件与所填的校验值不符，不是渠道给出的原文件。没有保留任何内容，请重新下载。',
  'reconciliation.bill_differs': '该渠道 {day} 的账单已经在这里，而这份文件的内容不同。没有改动任何内容，请核对两份账单。',
  'reconciliation.bill_not_of_channel': '该渠道没有账单。请选择微信支付或支付宝。',
  'reconciliation.day_not_over': '{day} 还没有结束，请明天再来。',
  'reconciliation.day_closed': '{day} 已经关账，不能再改动。之后发生的事记入以后的日期。',
  'reconciliation.day_not_ready': '{day} 还不能关账：还有 {differences} 笔差异未处理，{bills} 份账单未到。请先处理或挂账。',
  'reconciliation.day_not_closed': '{day} 还没有关账，没有日结报告。请先关账。',
  'reconciliation.day_before_books': '{day} 在账本开始之前，没有可关的账。',
  'reconciliation.earlier_day_open': '请按日期顺序关账：先关 {day}。',
  'reconciliation.difference_unknown': '该差异不存在。',
  'reconciliation.difference_settled': '该差异已由同事处理，或调账正在等待复核。请刷新页面。',
  'reconciliation.adjustment_unknown': '该调账不存在。',
  'reconciliation.adjustment_decided': '该调账已有结论，请刷新页面。',
  'reconciliation.adjustment_not_the_gap': '调账金额必须等于全部差额。请刷新后再看；账内合计的差异不能调账，只能挂账。',
  'reconciliation.same_person': '提交调账的人不能自己复核。请由同事复核。',
};
