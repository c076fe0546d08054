// Chinese words for what was seen: hits, flows, drops.

import type { en } from './en.ts'

export const zhCN: Record<keyof typeof en, string> = {
  'option.hits': '同时列出每条规则的命中次数与最近命中时间',
  'column.hits': '命中',
  'column.bytes': '字节',
  'column.lastHit': '最近命中',
  'column.decidedBy': '判定依据',
  'hits.since': '自 {{since}} 起统计；命中指新建一个会话或丢弃一个报文，字节只计这些报文',
  'hits.never': '从未',
  'hits.gone': '{{rule}}（已删除）',
  'hits.default': '无规则匹配：{{groups}} 的默认策略',
  'hits.inner': '{{groups}} 组内互通',
  'hits.invalid': '不属于任何会话的报文（invalid）',
  'hits.related': '关于未被放行会话的差错报文',
  'hits.unknown': '没有策略的网卡',
  'hits.router': '发往路由器自身且非系统流量',
  'hits.dropped': '被规则、默认策略和网络 ACL 丢弃的合计',
}
