// Idle times of some interfaces of some random worlds; not drawn, so that worlds of old seeds stay what they are.

import type { SessionTimeouts } from '../../src/core/model/network.ts'

export function timeoutsOf(rules: number, index: number): { readonly timeouts?: SessionTimeouts } {
  if ((rules + index) % 3 !== 0) return {}
  return {
    timeouts: { tcpEstablished: 60 + 50 * index, tcpClosed: index % 2 ? 15 : 3, udp: index > 2 ? 100 : 10 },
  }
}
