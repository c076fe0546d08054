// Chinese words of the audit.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.audit': '安全审计',
  'audit.about': '暴露的端口、永不生效的规则、失效的引用、接近上限的配额：对所有报文精确判定，并给出例证。',
  'audit.least': '最低等级',
  'audit.level.high': '高',
  'audit.level.medium': '中',
  'audit.level.low': '低',
  'audit.level.info': '建议',
  'audit.judged': '{{groups}} 个安全组，{{combinations}} 种组合',
  'audit.undecided': '时间不足、未能判定：{{checks}}',
  'audit.clean': '没有发现问题。',
  'audit.witness': '例证报文：',
  'audit.remedy': '处理办法：',
  'audit.takeAway': '删除这些规则',
  'seen.ask': '实际来源',
  'seen.title': '实际见到的对端',
  'seen.nobody': '目前没有已知的来源。',
  'seen.basis': '依据当前的活动会话。',
  'seen.flows': '自 {{since}} 起记录放行的流，数量多时为抽样。',
  'seen.noFlows': '主机没有记录放行的流：设置 MENSHEN_FLOW_LOG=all 后才会记录。',
  'seen.hits': '自 {{since}} 起该规则命中 {{hits}} 次：期间来过又离开的来源不在此列。',
  'seen.silent': '没有应答的主机：{{hosts}}。',
  'seen.noProposal': '来源过于分散，无法归为少数网段。',
  'seen.replace': '替换为实际来源',
}
