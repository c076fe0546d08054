// Run as an ordinary user with a data directory: goes the whole way rootless and prints what it saw as JSON.

import { enterInstance, enterInternet, tearDown } from '../../src/agent/localCloud.ts'
import { detectMode } from '../../src/agent/modes.ts'
import { AgentServer } from './agentServer.ts'
import { World } from './agentWorld.ts'

const dataDir = process.argv[2] as string
const world = new World()
world.vpc('vpc-a')
world.group('sg-a', 'vpc-a')
world.instance('i-a', '10.0.0.5', { groups: ['sg-a'] })
world.instance('i-b', '10.0.0.6', { groups: ['sg-a'] })
const icmp = world.rule('sg-a', 'ingress', 'accept', 'icmp', '0.0.0.0/0')
world.eip('198.51.100.1', 'i-b')

const { mode } = await detectMode()
const server = await AgentServer.open(world, dataDir, 'kernel (rootless)')
const agent = await server.startAgent()
agent.log.pipe(process.stderr)
const quietPing = (host: string): [string, ...string[]] => ['sh', '-c', `ping -c1 -W1 ${host} >/dev/null`]
const ping = (host: string): Promise<number> =>
  enterInstance({ dataDir, instance: 'i-a', command: quietPing(host) })
try {
  await server.enforced()
  const open = await ping('10.0.0.6')
  const outside = await enterInternet({
    dataDir,
    command: quietPing('198.51.100.1'),
  })
  await server.change((transaction) => transaction.remove('rule', icmp))
  const closed = await ping('10.0.0.6')
  const { driftRepairs } = server.feed.hosts()[0] ?? { driftRepairs: -1 }
  const removed = await tearDown({ dataDir })
  const again = await tearDown({ dataDir })
  process.stdout.write(
    JSON.stringify({ mode, open, outside, closed, driftRepairs, removed: removed.namespaces.length, again }),
  )
} finally {
  await tearDown({ dataDir })
  server.close()
}
