// The overview in Simplified Chinese.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.overview': '概览',
  'overview.about': '资源、风险、生效情况与最近变更。',
  'overview.groups': '安全组',
  'overview.rules': '安全组规则',
  'overview.instances': '实例',
  'overview.enis': '弹性网卡',
  'overview.quotas': '最接近上限的配额',
  'overview.noQuotas': '尚未使用任何配额。',
  'overview.hosts': '主机',
  'overview.noHosts': '没有主机（{{mode}}）：变更会保存，但不会被执行。',
  'overview.enforced': '已生效版本 {{revision}}',
  'overview.lag': '落后 {{lag}} 个版本',
  'overview.away': '{{since}}起离线',
  'overview.failing': '异常：{{why}}',
  'overview.upToDate': '已是最新',
  'overview.changes': '最近变更',
  'overview.noChanges': '尚无变更。',
  'overview.system': '系统',
  'lab.offer': '初次使用？试试实验环境',
  'lab.here': '实验环境已就绪',
  'lab.create': '创建实验环境',
  'lab.remove': '移除实验环境',
  'lab.about':
    '一个小型网店：两台 Web、一台应用、一台数据库，各属一个安全组，彼此间有真实流量，并留有几处待发现的问题。可一键移除，不影响其他资源。',
  'lab.step.shadow': 'lab-app：有一条规则从不生效，为什么？',
  'lab.step.open': 'lab-web：远程桌面对所有人开放。删除该规则，先看影响。',
  'lab.step.diagnose': '应用为何无法访问数据库 5432 端口？采用最小修复方案。',
  'lab.step.history': 'lab-db：谁在何时改了什么？',
}
