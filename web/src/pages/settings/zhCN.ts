// Chinese words of settings and limits.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.settings': '设置与配额',
  'settings.about': '云平台文档不一致或前后有变化之处的取舍，以及各项上限。',
  'settings.verdicts': '影响判定的设置',
  'settings.innerAccess': '组内互通',
  'settings.innerAccess.about':
    '允许组内互通的普通安全组，其成员互访优先于所有规则，还是只在没有规则另行规定时生效。',
  'settings.innerAccess.before': '先于规则',
  'settings.innerAccess.after': '后于规则',
  'settings.enterprise': '企业安全组',
  'settings.enterprise.about': '现在支持优先级和拒绝规则；2019 年只有允许规则，新建的组出方向全部放行。',
  'settings.enterprise.modern': '按现行文档',
  'settings.enterprise.2019': '按 2019 年手册',
  'settings.priority': '系统规则的优先级',
  'settings.priority.about': '新建默认安全组的规则优先级：2020-05-27 之前为 110，之后为 100。',
  'settings.web': '默认安全组放行 HTTP 和 HTTPS',
  'settings.web.about': '新建的默认安全组同时放行 TCP 80 和 443 入方向。',
  'settings.sequence': '腾讯云安全组的配额',
  'settings.sequence.about': '腾讯云账号的安全组、规则与成员数量上限。',
  'settings.sequence.manual': '按早期文档',
  'settings.failsafe': '防锁死列表',
  'settings.failsafe.about':
    '在本身就是实例的主机上，无论规则如何，也无论服务器和代理是否在运行，列表中的访问始终放行，以免误操作把自己关在门外。它独立于规则：预览中的数据包影响只按规则计算。',
  'settings.failsafe.none': '没有始终放行的访问',
  'settings.failsafe.hint': '协议、端口与来源：tcp/22@10.1.0.0/16。代理与服务器之间的连接无论如何都会放行。',
  'settings.failsafe.wrong': '无法识别：{{entries}}。应为 tcp 或 udp、一个端口与来源网段：tcp/22@10.1.0.0/16',
  'settings.failsafe.many': '最多 {{maximum}} 项：它不是另一套规则。',
  'settings.failsafe.everybody': '对所有人放行：{{entries}}。建议改为您用于管理的网段。',
  'settings.failsafe.back': '恢复为当前生效的列表',
  'quota.title': '配额',
  'quota.find': '查找配额',
  'quota.what': '配额项',
  'quota.maximum': '当前上限',
  'quota.declared': '文档值',
  'quota.source': '出处',
  'quota.change': '修改',
  'quota.reset': '恢复',
  'quota.fixed': '不可调整',
}
