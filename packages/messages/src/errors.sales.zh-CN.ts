import type { SalesErrorMessages } from './catalog.ts';

export const salesErrorsZhCn: SalesErrorMessages = {
  'sales.unknown': '没有这笔收款，请刷新列表。',
  'sales.code_used': '这个付款码已经扫过，没有再次收款。请查看前一笔的结果，或请顾客刷新付款码。',
  'sales.too_little_tendered': '收到的现金少于应收金额，没有收款。',
  'sales.over_terminal_limit': '超过本终端单笔限额，没有收款。请分次收款，或请管理员调整限额。',
  'sales.merchant_suspended': '商户已停用，不能收款。请联系运营方。',
  'sales.no_shift': '收付现金前请先开班。没有收付任何款项。',
  'sales.not_paid': '这笔收款没有付成，无款可退。',
  'sales.refund_exceeds': '退款超过剩余可退金额，没有退款。请改小金额。',
  'sales.refund_not_allowed': '本终端不允许退款，请在管理后台办理。',
  'sales.cash_at_till': '现金须在收银台从钱箱退出。请到该商户已开班的收银台办理。',
  'sales.shift_unknown': '没有这个班次，请刷新列表。',
  'sales.shift_open': '本终端已经开班，无需再开。',
  'sales.shift_closed': '这个班次已经结班，数字不再变动。',
  'sales.sale_waiting': '还有收款在等结果，暂不能结班。请先等待结果，或撤销该笔收款。',
  'sales.reason_needed': '钱箱实点与应有金额相差较大，请先写明原因再结班。',
  'sales.drawer_exceeds': '超过钱箱里应有的现金，没有登记。请改小金额，或先登记已放入的零钱。',
  'sales.drawer_moves_full': '本班的现金取放已达上限。请先结班，再开新的一班。',
  'sales.witness_needed': '见证人须是收银员以外的人，没有登记。请另一位同事在场，并填写其姓名。',
  'sales.nothing_to_book': '这个班次没有待入账的差额。',
};
