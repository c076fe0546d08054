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
}
