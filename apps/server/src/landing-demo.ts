import type { Demo, DemoMessage } from './landing.ts';

const MESSAGES_ON_LANDING = 5;

/** What the landing page of a demo tells a newcomer: how to pay, the tills, the people, and what was sent. */
export async function demoSections(demo: Demo): Promise<string> {
  const [tills, messages, staff] = [await demo.listTills(), await demo.listMessages(), await demo.listStaff()];
  return `
<section><h2>演示：三步付款 <small>Pay in three steps</small></h2>
<ol><li>打开一台收银机（下方任选）<small>Open a till below</small></li>
<li>登录会员手机端，出示付款码 <small>Sign in to the member app and show the pay code</small></li>
<li>在收银机输入金额，扫码或输入 20 位数字 <small>Enter an amount at the till, scan the code or type its digits</small></li></ol></section>
<section><h2>收银机 <small>Tills</small></h2><div class="tills">
${tills
  .map(
    (till) =>
      `<form method="post" action="/demo/tills/${text(till.id)}/enrol"><button data-till="${text(till.id)}"><b>${text(till.merchantName)}</b> ${text(till.name)}<em>${
        till.status === 'active' ? '已激活，点击换到此浏览器 · enrolled; move it to this browser' : '在此浏览器激活 · enrol in this browser'
      }</em></button></form>`,
  )
  .join('')}
</div></section>
${
  demo.channelsUrl === undefined
    ? ''
    : `<section><h2>微信支付与支付宝 <small>WeChat Pay and Alipay, pretended</small></h2><p class="plain"><a href="${text(demo.channelsUrl)}">打开模拟的支付渠道</a>：在那里替顾客付款、出示付款码、制造故障。<br><small>Open the pretended channels: pay there as the customer, show pay codes, switch faults on. No real money moves.</small></p></section>`
}
${people(demo, staff)}
${demo.identities.length > 0 ? otherSystems(demo) : ''}
<section><h2>短信与邮件 <small>Messages that would have been sent</small></h2>
<p class="plain"><a href="/demo/messages">等验证码时打开此页，自动刷新 · Waiting for a code? This page looks again by itself</a></p>
${messageList(messages.slice(0, MESSAGES_ON_LANDING))}
</section>`;
}

function people(demo: Demo, staff: Awaited<ReturnType<Demo['listStaff']>>): string {
  return `<section><h2>演示账号 <small>Demo people · 密码 password <code>${text(demo.password)}</code> · 支付密码 PIN <code>${text(demo.pin)}</code></small></h2>
<div class="tables"><table><caption>会员 Members</caption><tr><th>用户名 User name</th><th>姓名 Name</th><th>手机 Phone</th><th>卡号 Card UID</th></tr>
${demo.members.map((one) => `<tr><td><code>${text(one.memberNumber)}</code></td><td>${text(one.name)}</td><td><code>${text(one.phone)}</code></td><td><code>${text(one.uid)}</code></td></tr>`).join('')}
</table><table><caption>后台 Console</caption><tr><th>用户名 User name</th><th>姓名 Name</th><th>角色 Role</th></tr>
${staff.map((one) => `<tr><td><code>${text(one.userName)}</code></td><td>${text(one.name)}</td><td>${text(one.role)}</td></tr>`).join('')}
</table></div></section>`;
}

function otherSystems({ identities }: Demo): string {
  return `<section><h2>用其他系统登录 <small>Sign in with another system</small></h2>
<ol><li>在会员手机端或管理后台点“演示统一身份认证”，选一个人 <small>In the member app or the console choose “Demo campus identity”, then a person</small></li>
<li>“演示 CAS”只认绑定过的账号：先登录，在“安全”里绑定 <small>“Demo CAS” knows linked accounts only: sign in first and link it under Security</small></li></ol>
<div class="tables"><table><tr><th>姓名 Name</th><th>用户名 User name</th><th>说明 Note</th></tr>
${identities.map((one) => `<tr><td>${text(one.name)}</td><td><code>${text(one.userName)}</code></td><td>${text(one.note)}</td></tr>`).join('')}
</table></div></section>`;
}

/** Codes stand out, since they are what somebody comes to read. */
export function messageList(messages: readonly DemoMessage[]): string {
  if (messages.length === 0) return '<p class="plain">暂无 None yet</p>';
  const items = messages.map(({ to, subject, text: body, sentAt }) => {
    const words = text(subject === undefined ? body : `${subject}\n${body}`).replace(CODE, '<mark>$&</mark>');
    return `<li><small><code>${text(to)}</code> · ${text(sentAt.slice(0, 19).replace('T', ' '))} UTC</small>${words}</li>`;
  });
  return `<ul class="messages">${items.join('')}</ul>`;
}

const CODE = /(?<!\d)\d{6}(?!\d)/g;

function text(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
