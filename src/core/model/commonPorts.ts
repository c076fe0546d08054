// Ports with a name: what usually listens there, which ones forms offer, and which ones carriers block.

import { TCP, UDP } from './protocol.ts'

export interface CommonPort {
  readonly port: number
  readonly protocol: typeof TCP | typeof UDP
  /** As the forms of the clouds write it. */
  readonly service: string
  /** Word for it in a rule form; null for ports that forms do not offer. */
  readonly word: string | null
  readonly source: string
}

const LIST = 'ECS Security manual 2019, 1.4 common ports'
const FORM = 'ECS Security manual 2019, 1.6 quick rules'

const tcp = (port: number, service: string, source: string, word: string | null = null): CommonPort => ({
  port,
  protocol: TCP,
  service,
  word,
  source,
})
const udp = (port: number, service: string, source: string): CommonPort => ({
  port,
  protocol: UDP,
  service,
  word: null,
  source,
})

/** By port. */
export const COMMON_PORTS: readonly CommonPort[] = [
  tcp(21, 'FTP', LIST),
  tcp(22, 'SSH', FORM, 'ssh'),
  tcp(23, 'telnet', FORM, 'telnet'),
  tcp(25, 'SMTP', LIST),
  tcp(80, 'HTTP', FORM, 'http'),
  tcp(110, 'POP3', LIST),
  udp(137, 'NetBIOS', LIST),
  udp(138, 'NetBIOS', LIST),
  tcp(139, 'NetBIOS', LIST),
  tcp(143, 'IMAP', LIST),
  tcp(443, 'HTTPS', FORM, 'https'),
  tcp(1433, 'MS SQL', FORM, 'mssql'),
  udp(1434, 'MS SQL', LIST),
  tcp(1521, 'Oracle', FORM, 'oracle'),
  tcp(3306, 'MySQL', FORM, 'mysql'),
  tcp(3389, 'RDP', FORM, 'rdp'),
  tcp(5432, 'PostgreSQL', FORM, 'postgresql'),
  tcp(6379, 'Redis', FORM, 'redis'),
  tcp(8080, 'HTTP proxy', LIST),
]

/** Some carriers take these for dangerous and block them: a rule that opens one may still not help. */
export const CARRIER_BLOCKED_PORTS: readonly number[] = [135, 139, 444, 445, 5800, 5900]

export const CARRIER_BLOCKED_SOURCE = `${LIST}: ports that carriers block`
