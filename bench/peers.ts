// Servers that answer the same questions in Amazon's manner, fetched with pip: they verify no signature and keep nothing.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuMsWithEnded } from './statistics.ts'
import type { Subject } from './subject.ts'
import { mustGo } from './teardown.ts'

interface Package {
  readonly name: string
  readonly version: string
  readonly requirement: string
  readonly program: string
}

interface Peer extends Package {
  readonly port: number
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

export const MOTO: Peer = {
  name: 'moto',
  version: '5.2.5',
  requirement: 'moto[server]==5.2.5',
  program: 'moto_server',
  port: 7299,
  args: ['-H', '127.0.0.1', '-p', '7299'],
  environment: {},
}

export const MINISTACK: Peer = {
  name: 'ministack',
  version: '1.5.33',
  requirement: 'ministack==1.5.33',
  program: 'ministack',
  port: 7298,
  args: [],
  environment: { GATEWAY_PORT: '7298', LOG_LEVEL: 'ERROR' },
}

const CACHE = fileURLToPath(new URL('../.cache/bench/', import.meta.url))

/** Undefined, and said so, when it cannot be had here. */
export async function startPeer(peer: Peer): Promise<Subject | undefined> {
  const program = installed(peer)
  if (program === undefined) return undefined
  const child = spawn(program, peer.args, { stdio: 'ignore', env: { ...process.env, ...peer.environment } })
  const end = mustGo(() => child.kill())
  const call = amazonCall(`http://127.0.0.1:${peer.port}/`)
  await reachable(peer, () => call({ Action: 'DescribeVpcs' }), child)
  const groups: string[] = []
  for (let index = 0; index < 50; index++) {
    const group = { GroupName: `g${index}`, GroupDescription: 'bench' }
    const text = await call({ Action: 'CreateSecurityGroup', ...group })
    groups.push(/<groupId>([^<]+)/.exec(text)?.[1] ?? '')
  }
  return {
    name: `${peer.name} ${peer.version} (unsigned, in memory)`,
    cpu: () => cpuMsWithEnded(child.pid ?? 0),
    async write(index) {
      await call({
        Action: 'AuthorizeSecurityGroupIngress',
        GroupId: groups[index % groups.length] ?? '',
        'IpPermissions.1.IpProtocol': 'tcp',
        'IpPermissions.1.FromPort': String((index % 60_000) + 1),
        'IpPermissions.1.ToPort': String((index % 60_000) + 1),
        'IpPermissions.1.IpRanges.1.CidrIp': '10.0.0.0/8',
      })
    },
    async read() {
      await call({ Action: 'DescribeSecurityGroups' })
    },
    end,
  }
}

const amazonCall = (url: string) => async (parameters: Record<string, string>) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Version: '2016-11-15', ...parameters }),
  })
  const text = await response.text()
  // Its limit of rules per group is reached in long runs; what we measure is still one call.
  if (!response.ok && !text.includes('RulesPerSecurityGroupLimitExceeded')) throw new Error(text)
  return text
}

async function reachable(peer: Peer, attempt: () => Promise<unknown>, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    try {
      await attempt()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  child.kill()
  throw new Error(`${peer.name} did not start`)
}

/** Fetched with pip into the cache; without Python or a package index the peer's column is left out, and said so. */
export function installed(peer: Package): string | undefined {
  const folder = join(CACHE, peer.name)
  const program = join(folder, 'bin', peer.program)
  if (existsSync(program)) return program
  console.log(`fetching ${peer.name} ${peer.version} with pip …`)
  const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' })
  const got = spawnSync(join(folder, 'bin/pip'), ['-q', 'install', peer.requirement], { encoding: 'utf8' })
  if (made.status === 0 && got.status === 0 && existsSync(program)) return program
  const why = (got.stderr ?? made.stderr ?? 'no python3').trim().split('\n').at(-1)
  console.log(`${peer.name} cannot be installed here, its column is left out: ${why}`)
  return undefined
}
