// Ports that should never be open to the internet, with what listens there.

import { TCP, UDP } from './protocol.ts'

type Risk = 'high' | 'medium'

export interface HighRiskPort {
  readonly protocol: number
  readonly port: number
  readonly service: string
  readonly severity: Risk
}

const tcp = (port: number, service: string, severity: Risk = 'high'): HighRiskPort => ({
  protocol: TCP,
  port,
  service,
  severity,
})
const udp = (port: number, service: string): HighRiskPort => ({
  protocol: UDP,
  port,
  service,
  severity: 'medium',
})

/** Remote control, databases, and what answers small questions with large answers. */
export const HIGH_RISK_PORTS: readonly HighRiskPort[] = [
  tcp(22, 'SSH'),
  tcp(3389, 'RDP'),
  tcp(23, 'telnet'),
  tcp(21, 'FTP', 'medium'),
  tcp(135, 'MS RPC'),
  tcp(139, 'NetBIOS'),
  tcp(445, 'SMB'),
  tcp(5900, 'VNC'),
  tcp(1433, 'MS SQL'),
  tcp(1521, 'Oracle'),
  tcp(3306, 'MySQL'),
  tcp(5432, 'PostgreSQL'),
  tcp(6379, 'Redis'),
  tcp(27017, 'MongoDB'),
  tcp(9200, 'Elasticsearch'),
  tcp(11211, 'memcached'),
  tcp(2375, 'Docker'),
  tcp(2379, 'etcd'),
  tcp(6443, 'Kubernetes', 'medium'),
  tcp(10250, 'kubelet'),
  udp(161, 'SNMP'),
  udp(389, 'LDAP'),
  udp(1900, 'SSDP'),
  udp(11211, 'memcached'),
]
