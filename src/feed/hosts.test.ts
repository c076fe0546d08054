// A host is there as long as it is heard, whatever becomes of its connection.

import { expect, test } from 'vitest'
import { Hosts, SILENCE_MS } from './hosts.ts'
import type { AgentReport } from './messages.ts'

test('a host that is frozen, or behind a way that swallows everything, is away until it is heard again', () => {
  let now = 1000
  const hosts = new Hosts(() => now)
  const since = (): number | null | undefined => hosts.list()[0]?.connectedSince
  const report: AgentReport = {
    ...{ hostId: 'one', mode: 'kernel', enforcedRevision: 7, failure: null, driftRepairs: 0 },
    ...{ instances: 0, agentVersion: '', ports: [] },
  }
  hosts.connected('one')
  hosts.reported(report)
  now += SILENCE_MS
  expect(since()).toBe(1000)
  now += 1
  expect(hosts.list()).toMatchObject([{ connectedSince: null, lastSeen: 1000, enforcedRevision: 7 }])
  hosts.reported(report)
  expect(since()).toBe(1000)
  hosts.disconnected('one')
  expect(since()).toBeNull()
})
