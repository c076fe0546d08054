// Services that the matrix can be asked about.

import { portService, type Service } from '../../../../src/core/analysis/service.ts'
import { ICMP, TCP, UDP } from '../../../../src/core/model/protocol.ts'

export const SERVICES: readonly string[] = [
  ...['tcp/22', 'tcp/80', 'tcp/443', 'tcp/3306', 'tcp/3389', 'tcp/5432', 'tcp/6379', 'tcp/8080'],
  ...['tcp/1433', 'tcp/1521', 'tcp/23', 'udp/53', 'udp/123', 'icmp'],
]

const ECHO = { type: 8, code: 0 }

/** `tcp/22`, `udp/53`, `icmp`. */
export function serviceOf(text: string): Service {
  const [protocol, port] = text.split('/')
  return protocol === 'icmp'
    ? { protocol: ICMP, sourcePort: 0, destinationPort: 0, icmp: ECHO }
    : portService(protocol === 'udp' ? UDP : TCP, Number(port))
}
