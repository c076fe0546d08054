// A rule goes while 100,000 sessions live: how long until the one it allowed is silent, and whether any other is touched.
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type Lab, startLab } from './lab.ts'
import { compiled } from './packets/compiled.ts'
import { median, ms, percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'
import { effectsOf, measureToggles, startStream } from './toggle.ts'

const SESSIONS = 100_000
const FEW = 100
const TOGGLES = 200
const GOAL_P99 = 150
/** Of the sessions that stay, and of a stream that nobody may touch. */
const PORTS = { sessions: 81, stream: 83 } as const

export async function run(): Promise<void> {
  const program = compiled('sessions')
  if (program === undefined) return
  console.log(`\nrevoke → forbidden session silent, one packet per ms through it, ${TOGGLES / 2} times`)
  const few = await measure(program, FEW)
  const many = await measure(program, SESSIONS)
  const [a, b] = [percentile(few, 0.99), percentile(many, 0.99)]
  console.log(
    `  p99 with ${SESSIONS} sessions / with ${FEW}: ${(b / a).toFixed(2)}; p99 ${ms(b)} (≤ ${GOAL_P99} ms)`,
  )
}

async function measure(program: string, count: number): Promise<readonly number[]> {
  const lab = await startLab()
  try {
    await allow(lab, 'TCP', `${PORTS.sessions}/${PORTS.sessions + 1}`)
    await allow(lab, 'UDP', `${PORTS.stream}/${PORTS.stream}`)
    const sessions = await openSessions(program, lab, count)
    const before = established(lab)
    const stop = await startStream(lab, PORTS.stream)
    const { toggles, samples } = await measureToggles(lab, TOGGLES)
    const stream = await stop()
    const lost = stream.filter(([, echoed]) => !echoed).length
    const after = established(lab)
    const { kept, whole } = await sessions.tryKept()
    const effects = effectsOf(toggles, samples)
    const times = toggles.flatMap(({ opens, asked }, at) =>
      opens ? [] : [(effects[at] ?? Number.NaN) - asked],
    )
    console.log(
      `  ${String(before).padStart(6)} sessions: call → silent p50 ${ms(median(times))}, p99 ${ms(percentile(times, 0.99))}`,
    )
    console.log(
      `    others: ${after} sessions after ${TOGGLES / 2} revokes, ${whole} of ${kept} that were tried carry data both ways, ${lost} of ${stream.length} packets of a stream lost`,
    )
    return times
  } finally {
    await lab.remove()
  }
}

async function allow(lab: Lab, protocol: string, ports: string): Promise<void> {
  const rule = {
    'Permissions.1.IpProtocol': protocol,
    'Permissions.1.PortRange': ports,
    'Permissions.1.SourceGroupId': lab.webGroup,
  }
  const answer = await lab.client.call('AuthorizeSecurityGroup', { SecurityGroupId: lab.dbGroup, ...rule })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
}

/** As connection tracking sees it. */
function established({ namespaces }: Lab): number {
  const command = `ip netns exec ${namespaces.router} conntrack -L -p tcp --state ESTABLISHED 2>/dev/null | grep -c 'dport=8[12] '`
  return Number(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout)
}

async function openSessions(program: string, { namespaces, dbAddress }: Lab, count: number) {
  const env = { ...process.env, FROM: namespaces.web, TO: namespaces.db, TO_ADDRESS: dbAddress }
  const child = spawn(program, [String(count), String(PORTS.sessions)], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  mustGo(() => child.kill())
  const lines = createInterface({ input: child.stdout })
  const next = (): Promise<Record<string, number>> =>
    new Promise((resolve, reject) => {
      lines.once('line', (line) => resolve(JSON.parse(line)))
      child.once('exit', (code) => reject(new Error(`sessions ended with ${code}`)))
    })
  await next()
  return {
    async tryKept() {
      child.stdin.write('\n')
      const { kept = 0, whole = 0 } = await next()
      child.kill()
      return { kept, whole }
    },
  }
}
