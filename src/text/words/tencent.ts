// The same things under the names that Tencent Cloud gives them.

import type { Language } from '../index.ts'

/** Longer ones first, so that none is changed in part. */
const WORDS: Readonly<Record<Language, readonly (readonly [ours: RegExp, theirs: string])[]>> = {
  en: [
    [/\bvSwitches\b/g, 'subnets'],
    [/\bvSwitch\b/g, 'subnet'],
    [/\bprefix list\b/g, 'address template'],
    [/\bport list\b/g, 'service template'],
    [/\bresource group\b/g, 'project'],
  ],
  'zh-CN': [
    [/专有网络/g, '私有网络'],
    [/交换机/g, '子网'],
    [/前缀列表/g, 'IP 地址模板'],
    [/端口列表/g, '协议端口模板'],
    [/资源组/g, '项目'],
  ],
}

export const inTencentWords = (text: string, language: Language): string =>
  WORDS[language].reduce((said, [ours, theirs]) => said.replace(ours, theirs), text)
