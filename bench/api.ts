// CPU time of the server for a signed, durable rule and for a page of groups, beside other servers in the same run.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pidOf, startServer } from './lab.ts'
import { newFolder } from './leftovers.ts'
import { MINISTACK, MOTO, startPeer } from './peers.ts'
import { SignedClient } from './signedClient.ts'
import { cpuMs, median } from './statistics.ts'
import type { Subject } from './subject.ts'
import { mustGo } from './teardown.ts'

const ROUNDS = 9
const CALLS = { write: 100, crowd: 96, read: 30 } as const
const KINDS = ['write', 'crowd', 'read'] as const
/** Clients that write at the same time: what they have in flight together becomes durable together. */
const CROWD = 16
/** Rounds before those that count: the first thousand calls are spent on compiling. */
const WARM_UP = { fast: 12, slow: 1 } as const
const BARE = fileURLToPath(new URL('bareServer.mjs', import.meta.url))

export async function run(): Promise<void> {
  const ours = [await bare(), await menshen(), await bareOnDisk()]
  const peers = [await startPeer(MOTO), await startPeer(MINISTACK)].filter((one) => one !== undefined)
  const subjects = [...ours, ...peers]
  try {
    const cpu = new Map<string, number[]>()
    let index = 0
    const round = async (subject: Subject, kind: keyof typeof CALLS): Promise<number> => {
      const before = subject.cpu()
      const step = kind === 'crowd' ? CROWD : 1
      for (let call = 0; call < CALLS[kind]; call += step)
        await Promise.all(
          Array.from({ length: step }, () => (kind === 'read' ? subject.read() : subject.write(index++))),
        )
      return (subject.cpu() - before) / CALLS[kind]
    }
    for (const subject of subjects)
      for (let n = 0; n < (ours.includes(subject) ? WARM_UP.fast : WARM_UP.slow); n++)
        for (const kind of KINDS) await round(subject, kind)
    for (let n = 0; n < ROUNDS; n++)
      for (const subject of subjects)
        for (const kind of KINDS) {
          const key = `${subject.name} ${kind}`
          cpu.set(key, [...(cpu.get(key) ?? []), await round(subject, kind)])
        }
    report(subjects, cpu)
  } finally {
    for (const subject of subjects) await subject.end()
  }
}

function report(subjects: readonly Subject[], cpu: ReadonlyMap<string, readonly number[]>): void {
  const of = (name: string, kind: string) => median(cpu.get(`${name} ${kind}`) ?? [])
  console.log(
    `\nCPU-ms of the warm server per request, medians of ${ROUNDS} interleaved rounds (least of them in brackets)`,
  )
  for (const { name } of subjects) {
    const figures = (kind: string) => `${of(name, kind).toFixed(2)} (${least(cpu, name, kind)})`
    console.log(
      `  ${name.padEnd(40)} add a rule ${figures('write')}   ${CROWD} at once ${figures('crowd')}   page of 50 groups ${figures('read')}`,
    )
  }
  const menshen = subjects[1]?.name ?? ''
  for (const { name } of subjects.filter((one) => one.name !== menshen)) {
    const ratio = (kind: string) => (of(name, kind) / of(menshen, kind)).toFixed(2)
    console.log(
      `  ratio ${name} / menshen: add a rule ${ratio('write')}, ${CROWD} at once ${ratio('crowd')}, page of groups ${ratio('read')}`,
    )
  }
}

const least = (cpu: ReadonlyMap<string, readonly number[]>, name: string, kind: string): string =>
  Math.min(...(cpu.get(`${name} ${kind}`) ?? [])).toFixed(2)

/** The yardstick for the machine and the moment. */
const bare = (): Promise<Subject> => bareServer('bare node:http (does nothing)', [])

/** What the disk alone adds: nobody who keeps what is written can be cheaper here. */
function bareOnDisk(): Promise<Subject> {
  const folder = newFolder()
  return bareServer('bare node:http (a synced write)', [join(folder, 'log')], () =>
    rmSync(folder, { recursive: true }),
  )
}

async function bareServer(name: string, args: readonly string[], clear = () => {}): Promise<Subject> {
  const child = spawn(process.execPath, [BARE, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const end = mustGo(() => {
    child.kill()
    clear()
  })
  const port = await new Promise((resolve) => child.stdout.once('data', resolve))
  const key = { accessKeyId: 'none', accessKeySecret: 'none' }
  const client = new SignedClient(`http://127.0.0.1:${String(port).trim()}`, key)
  const call = (action: string) => async () => {
    await client.call(action)
  }
  return {
    name,
    cpu: () => cpuMs(child.pid ?? 0),
    write: call('Write'),
    read: call('Nothing'),
    async end() {
      client.close()
      await end()
    },
  }
}

async function menshen(): Promise<Subject> {
  const { server, client, remove } = await startServer({
    MENSHEN_WAIT_ENFORCED: '0',
    MENSHEN_ENFORCE: 'simulated',
  })
  const call = async (action: string, parameters: Record<string, string>) => {
    const answer = await client.call(action, parameters)
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
    return answer.body
  }
  const pid = pidOf(server)
  const groups: string[] = []
  for (let index = 0; index < 50; index++)
    groups.push((await call('CreateSecurityGroup', {})).SecurityGroupId)
  return {
    name: 'menshen (signed, on disk)',
    cpu: () => cpuMs(pid),
    write: (index) =>
      call('AuthorizeSecurityGroup', {
        SecurityGroupId: groups[index % groups.length] ?? '',
        'Permissions.1.IpProtocol': 'TCP',
        'Permissions.1.PortRange': `${(index % 60_000) + 1}/${(index % 60_000) + 1}`,
        'Permissions.1.SourceCidrIp': '10.0.0.0/8',
      }),
    read: () => call('DescribeSecurityGroups', { MaxResults: '50' }),
    async end() {
      client.close()
      await remove()
    },
  }
}
