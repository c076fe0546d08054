// The rules of the console's template "22, 80, 443, 3389 and ICMP", as real accounts show them (tencent.md 2.6).

const row = (
  direction: 'ingress' | 'egress',
  index: number,
  [source, protocol, port, description]: readonly [string, string, string, string],
) => ({ direction, index: String(index), source, protocol, port, action: 'ACCEPT', description })

const WINDOWS = 'TCP port 3389 open for Windows CVMs'
const LINUX = 'TCP port 22 open for Linux CVMs'
const WEB = 'Web service HTTP open'
const PING = 'Ping service open'
const PRIVATE = 'All ports open for private network'

const INGRESS = [
  ['0.0.0.0/0', 'tcp', '3389', WINDOWS],
  ['::/0', 'tcp', '3389', WINDOWS],
  ['0.0.0.0/0', 'tcp', '22', LINUX],
  ['::/0', 'tcp', '22', LINUX],
  ['0.0.0.0/0', 'tcp', '80,443', WEB],
  ['::/0', 'tcp', '80,443', WEB],
  ['0.0.0.0/0', 'icmp', 'ALL', PING],
  ['::/0', 'icmpv6', 'ALL', PING],
  ['10.0.0.0/8', 'ALL', 'ALL', PRIVATE],
  ['172.16.0.0/12', 'ALL', 'ALL', PRIVATE],
  ['192.168.0.0/16', 'ALL', 'ALL', PRIVATE],
] as const

const EGRESS = [
  ['0.0.0.0/0', 'ALL', 'ALL', ''],
  ['::/0', 'ALL', 'ALL', ''],
] as const

export const TEMPLATE_ROWS = [
  ...INGRESS.map((cells, index) => row('ingress', index, cells)),
  ...EGRESS.map((cells, index) => row('egress', index, cells)),
]
