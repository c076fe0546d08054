// Finds out, by trying, how far this machine lets us enforce: as root, rootless, or not at all.

import { spawn } from 'node:child_process'
import { release } from 'node:os'
import type { EnforcementMode } from '../feed/messages.ts'

export interface Check {
  readonly name: string
  readonly ok: boolean
  /** What was found, or why not: one line. */
  readonly detail: string
}

export interface Detected {
  readonly mode: EnforcementMode
  /** One line; empty when nothing is missing. */
  readonly why: string
  readonly checks: readonly Check[]
}

/** Everything the agent needs, in a namespace of its own that vanishes with the shell. */
const TRIAL = [
  'set -e',
  'mount -t tmpfs tmpfs /run',
  'ip netns add trial',
  'ip -n trial link add mntrial type veth peer name mntrial2',
  'nsenter --net=/run/netns/trial nft add table inet menshen',
  "nsenter --net=/run/netns/trial sh -c 'echo 1 >/proc/sys/net/ipv4/ip_forward'",
]

const TOOLS = [
  { name: 'ip', args: ['-V'], from: 'iproute2' },
  { name: 'nft', args: ['--version'], from: 'nftables' },
  { name: 'unshare', args: ['--version'], from: 'util-linux' },
  { name: 'nsenter', args: ['--version'], from: 'util-linux' },
  { name: 'flock', args: ['--version'], from: 'util-linux' },
] as const

export async function detectMode(
  platform: string = process.platform,
  isRoot: boolean = process.getuid?.() === 0,
): Promise<Detected> {
  if (platform !== 'linux') {
    const system: Check = { name: 'linux', ok: false, detail: `this is ${platform}` }
    return { mode: 'simulated', why: `network namespaces need Linux, this is ${platform}`, checks: [system] }
  }
  const tools = await Promise.all(TOOLS.map(checkTool))
  const checks: Check[] = [{ name: 'linux', ok: true, detail: release() }, ...tools]
  const missing = tools.find((tool) => !tool.ok)
  if (missing !== undefined) return { mode: 'simulated', why: missing.detail, checks }
  const root = isRoot
    ? await trial('root', ['-nm'])
    : { name: 'root', ok: false, detail: 'not running as root' }
  checks.push(root)
  if (root.ok) return { mode: 'kernel', why: '', checks }
  const rootless = await trial('user namespaces', ['-Urnm'])
  checks.push(rootless)
  if (rootless.ok) return { mode: 'kernel (rootless)', why: root.detail, checks }
  return {
    mode: 'simulated',
    why: `${root.detail}, and user namespaces do not work: ${rootless.detail}`,
    checks,
  }
}

async function checkTool(tool: (typeof TOOLS)[number]): Promise<Check> {
  const { code, text } = await run(tool.name, tool.args, '')
  if (code === 0) return { name: tool.name, ok: true, detail: firstLine(text) }
  return { name: tool.name, ok: false, detail: `\`${tool.name}\` is missing: it is part of ${tool.from}` }
}

async function trial(name: string, flags: readonly string[]): Promise<Check> {
  const { code, text } = await run('unshare', [...flags, 'sh'], `${TRIAL.join('\n')}\n`)
  if (code === 0) return { name, ok: true, detail: 'namespaces, links, rules and settings work' }
  return { name, ok: false, detail: firstLine(text) || `a trial ended with ${code}` }
}

function run(
  command: string,
  args: readonly string[],
  input: string,
): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const text: string[] = []
    child.stdout.setEncoding('utf8').on('data', (part: string) => text.push(part))
    child.stderr.setEncoding('utf8').on('data', (part: string) => text.push(part))
    child.on('error', (error) => resolve({ code: 127, text: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, text: text.join('') }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''
