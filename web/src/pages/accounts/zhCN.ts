// Chinese words of the accounts.

import type { en } from './en.ts'

export const zhCN: Readonly<Record<keyof typeof en, string>> = {
  'page.accounts': '账号',
  'accounts.about': '每个账号有自己的资源和密钥；安全组规则可以授权其他账号的安全组。',
  'accounts.create': '创建账号',
  'accounts.name': '名称',
  'accounts.rule': '2 到 128 个字符，以字母或中文开头，可包含字母、数字、`:`、`.`、`_` 和 `-`。',
  'accounts.cloud': '云平台',
  'accounts.keys': '访问密钥',
  'accounts.created': '创建时间',
  'accounts.mail': '对外发送邮件（TCP 25）',
  'accounts.use': '切换到',
  'accounts.current': '当前账号',
  'accounts.made': '账号 {{name}} 已创建。密钥只在此处显示一次，同时保存在 credentials.json 中。',
}
