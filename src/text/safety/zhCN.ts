// Simplified Chinese words about live sessions and about changes that must be confirmed.

import type { en } from './en.ts'

export const zhCN: Record<keyof typeof en, string> = {
  'about.sg.modify': '修改安全组的名称、描述、组内连通策略或已有会话的处理方式',
  'option.groupName': '安全组的新名称',
  'option.innerAccess': '组内成员是否互通：accept 或 drop',
  'option.liveSessions': '规则不再允许的已有会话：cut 切断，或 keep 作为存量会话保留',
  'group.keepsSessions': '保留规则不再允许的已有会话',
  'about.restore': '恢复本机上一次生效的规则集，无需服务端',
  'restore.noData': '数据目录 `{{folder}}` 不存在：请用 --data 指定',
  'restore.nothing': '`{{folder}}` 中没有保存的规则集',
  'restore.restored': '{{name}}：已恢复',
  'restore.absent': '{{name}}：其网络命名空间不存在，暂无需保护',
  'restore.failed': '{{name}}：未能恢复：{{reason}}',
  'about.confirm': '确认一项到期自动撤销的变更；不带 ID 则列出待确认的变更',
  'argument.change': '变更 ID：cfm-…',
  'option.confirmWithin': '若未在限时内执行 `menshen confirm`，变更自动撤销：60s、5m',
  'option.undo': '改为立即撤销',
  'column.operation': '变更',
  'column.undoneAt': '撤销时间',
  'column.resources': '资源',
  'confirm.pending': '将于 {{time}} 撤销；如需保留请执行：menshen confirm {{id}}',
  'confirm.done': '{{id}} 已确认，版本 {{revision}}',
  'confirm.undone': '{{id}} 已撤销，版本 {{revision}}',
  'confirm.kept': '{{kind}} {{id}} 之后已被他人修改或使用，保持现状',
  'confirm.nothing': '没有待确认的变更',
}
