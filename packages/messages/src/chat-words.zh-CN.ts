/** Words of chats that phone and console share. */
export const chatWordsZhCn = {
  'chatState.waiting': '等待接待',
  'chatState.talking': '进行中',
  'chatState.closed': '已结束',
  'chatLine.taken': '{name} 开始接待',
  'chatLine.handed': '已转给 {name}',
  'chatLine.handedBack': '已转回等待，请稍候',
  'chatLine.moved': '已转为争议单 {number}',
  'chatLine.closed.member': '会员结束了对话',
  'chatLine.closed.desk': '客服结束了对话',
  'chatLine.closed.system': '久未回应，对话已自动结束',
};
