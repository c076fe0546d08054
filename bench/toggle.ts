// How long until a change reaches the packets: 200 times a rule is added and taken away under a stream of packets.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type Lab, startLab } from './lab.ts'
import { median, ms, percentile } from './statistics.ts'
import { mustGo } from './teardown.ts'

const TOGGLES = 200
/** Until the next one: a change that has no effect by then counts as one without end. */
const PAUSE_MS = 60
const PROBER = fileURLToPath(new URL('prober.mjs', import.meta.url))
const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))
const now = () => Number(process.hrtime.bigint()) / 1e6
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time))

export interface Toggle {
  readonly opens: boolean
  readonly asked: number
  readonly acknowledged: number
}

export type Sample = readonly [at: number, echoed: boolean]

export async function run(): Promise<void> {
  const limit = await bareTransactions()
  for (const wait of ['1', '0']) {
    const lab = await startLab({ MENSHEN_WAIT_ENFORCED: wait })
    try {
      const { toggles, samples } = await measureToggles(lab)
      reportToggles(
        wait === '1' ? 'answer after enforcement (default)' : 'answer at once (MENSHEN_WAIT_ENFORCED=0)',
        toggles,
        samples,
        limit,
      )
    } finally {
      await lab.remove()
    }
  }
}

/** What one stream of packets to a port of `db`, one per millisecond, has seen when it is asked to stop. */
export async function startStream(lab: Lab, port: number): Promise<() => Promise<Sample[]>> {
  const words = ['--disable-warning=ExperimentalWarning', MAIN, 'exec', 'web', '--', process.execPath, PROBER]
  const prober = spawn(process.execPath, [...words, lab.dbAddress, String(port)], {
    env: { ...process.env, MENSHEN_DATA: lab.server.dataDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const end = mustGo(() => prober.kill())
  let output = ''
  prober.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  while (!output.includes('running')) await pause(20)
  output = ''
  return async () => {
    prober.stdin.end()
    await new Promise((resolve) => prober.once('close', resolve))
    await end()
    return JSON.parse(output) as Sample[]
  }
}

export async function measureToggles(
  lab: Lab,
  count: number = TOGGLES,
  pauseMs: number = PAUSE_MS,
): Promise<{ toggles: Toggle[]; samples: Sample[] }> {
  const stop = await startStream(lab, 80)
  const rule = {
    SecurityGroupId: lab.dbGroup,
    'Permissions.1.IpProtocol': 'UDP',
    'Permissions.1.PortRange': '80/80',
    'Permissions.1.SourceGroupId': lab.webGroup,
  }
  const toggles: Toggle[] = []
  for (let index = 0; index < count; index++) {
    const opens = index % 2 === 0
    const asked = now()
    const answer = await lab.client.call(opens ? 'AuthorizeSecurityGroup' : 'RevokeSecurityGroup', rule)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    toggles.push({ opens, asked, acknowledged: now() })
    await pause(pauseMs + (index % 7))
  }
  return { toggles, samples: await stop() }
}

export function reportToggles(
  title: string,
  toggles: readonly Toggle[],
  samples: readonly Sample[],
  limit: number,
  goal?: { readonly p50: number; readonly p99: number },
): void {
  const most = (at: 'p50' | 'p99'): string => (goal === undefined ? '' : ` (≤ ${goal[at]})`)
  const effects = effectsOf(toggles, samples)
  const fromCall = effects.map((at, index) => at - (toggles[index]?.asked ?? 0))
  const fromAck = effects.map((at, index) => Math.max(0, at - (toggles[index]?.acknowledged ?? 0)))
  const answers = toggles.map((toggle) => toggle.acknowledged - toggle.asked)
  console.log(`\n${title}, ${toggles.length} toggles, one packet per ms`)
  console.log(
    `  answer → first changed packet   p50 ${ms(median(fromAck))}${most('p50')}   p99 ${ms(percentile(fromAck, 0.99))}${most('p99')}`,
  )
  console.log(
    `  call → first changed packet     p50 ${ms(median(fromCall))}   p99 ${ms(percentile(fromCall, 0.99))}`,
  )
  console.log(
    `  call → answer                   p50 ${ms(median(answers))}   p99 ${ms(percentile(answers, 0.99))}`,
  )
  const unseen = effects.filter((at) => at === Number.POSITIVE_INFINITY).length
  if (unseen > 0) console.log(`  ${unseen} changes had no effect before the next one`)
  console.log(`  ratio to a bare nft process (p50 ${ms(limit)}): ${(median(fromCall) / limit).toFixed(2)}`)
}

export const effectsOf = (toggles: readonly Toggle[], samples: readonly Sample[]): readonly number[] =>
  toggles.map((toggle, index) =>
    effectOf(toggle, toggles[index + 1]?.asked ?? Number.POSITIVE_INFINITY, samples),
  )

/** When the first packet was sent from which on, until the next toggle, all packets fare as they should. */
function effectOf(toggle: Toggle, until: number, samples: readonly Sample[]): number {
  const span = samples.filter(([at]) => at >= toggle.asked && at < until)
  const lastOld = span.findLastIndex(([, echoed]) => echoed !== toggle.opens)
  return span[lastOld + 1]?.[0] ?? Number.POSITIVE_INFINITY
}

/** The limit: one `nft` process that adds a rule in a namespace, nothing else. */
export async function bareTransactions(): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < 30; index++) {
    const started = now()
    const child = spawn(
      'unshare',
      ['-n', 'nft', 'add table inet bench; add set inet bench s { type ipv4_addr; }'],
      { stdio: 'ignore' },
    )
    await new Promise((resolve) => child.once('exit', resolve))
    times.push(now() - started)
  }
  return median(times)
}
