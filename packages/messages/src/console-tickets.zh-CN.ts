/** 后台：电子票与检票。 */
export const consoleTicketsZhCn = {
  'act.tickets.listOwnTickets': '查看自己的电子票',
  'act.tickets.getOwnTicket': '打开自己的电子票',
  'act.tickets.getOwnTicketFile': '下载自己的电子票',
  'act.tickets.listTickets': '查看电子票列表',
  'act.tickets.getTicket': '查看电子票',
  'act.tickets.voidTicket': '作废电子票',
  'act.tickets.reissueTicket': '补发电子票',
  'act.tickets.printTicket': '打印电子票',
  'act.tickets.listOrganizerKeys': '查看主办方密钥',
  'act.tickets.rotateOrganizerKey': '更换签票密钥',
  'target.ticket': '电子票',
  'part.tickets': '电子票',
};
