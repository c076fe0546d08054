// What the consoles of both clouds put into a new group, as data: the server makes it, the console shows it before.

import type { Direction } from './packet.ts'

export const TEMPLATE_NAMES = ['webLinux', 'webWindows', 'allPorts', 'usualPorts', 'custom'] as const
export type TemplateName = (typeof TEMPLATE_NAMES)[number]

/** What a rule of a template is there for, in words that catalogues have. */
export type TemplateNote = 'windows' | 'linux' | 'web' | 'ping' | 'inside'

export interface TemplateRule {
  readonly protocol: 'tcp' | 'icmp' | 'icmpv6' | 'all'
  /** None: all. */
  readonly ports: readonly number[]
  readonly peer: string
  readonly note: TemplateNote | null
}

export type TemplateRules = { readonly [D in Direction]: readonly TemplateRule[] }

const EVERYBODY = ['0.0.0.0/0', '::/0'] as const
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const

const rule = (
  protocol: TemplateRule['protocol'],
  ports: readonly number[],
  peer: string,
  note: TemplateNote | null = null,
): TemplateRule => ({ protocol, ports, peer, note })

const toEverybody = (ports: readonly number[], note: TemplateNote): readonly TemplateRule[] =>
  EVERYBODY.map((peer) => rule('tcp', ports, peer, note))

const ANYTHING = [rule('all', [], '0.0.0.0/0')]
const ANYTHING_OF_BOTH = EVERYBODY.map((peer) => rule('all', [], peer))

/** ECS Security manual 2019, 1.5 "Web Server Linux" and "Web Server Windows". */
const web = (login: number): readonly TemplateRule[] => [
  ...[80, 443, login].map((port) => rule('tcp', [port], '0.0.0.0/0')),
  rule('icmp', [], '0.0.0.0/0'),
]

/** Tencent's console, "放通全部端口" and "放通22，80，443，3389端口和ICMP协议", as groups made with them show (2022, 2023). */
const USUAL: readonly TemplateRule[] = [
  ...toEverybody([3389], 'windows'),
  ...toEverybody([22], 'linux'),
  ...toEverybody([80, 443], 'web'),
  rule('icmp', [], '0.0.0.0/0', 'ping'),
  rule('icmpv6', [], '::/0', 'ping'),
  ...PRIVATE.map((peer) => rule('all', [], peer, 'inside')),
]

const TEMPLATES: { readonly [T in TemplateName]: TemplateRules } = {
  webLinux: { ingress: web(22), egress: ANYTHING },
  webWindows: { ingress: web(3389), egress: ANYTHING },
  allPorts: { ingress: ANYTHING_OF_BOTH, egress: ANYTHING_OF_BOTH },
  usualPorts: { ingress: USUAL, egress: ANYTHING_OF_BOTH },
  custom: { ingress: [], egress: [] },
}

/** What a list needs to let anything out, other groups do without; an enterprise group is never left closed (P4). */
export function rulesOfTemplate(
  name: TemplateName,
  into: { readonly order: 'merged' | 'inSequence'; readonly closedEgress: boolean },
): TemplateRules {
  const { ingress, egress } = TEMPLATES[name]
  if (into.order === 'inSequence') return { ingress, egress }
  const out = egress.length === 0 ? ANYTHING : egress
  return { ingress, egress: into.closedEgress ? out : [] }
}
