// Runs shell scripts that change the kernel: one process tree per batch of changes, errors as one line.

import { spawn } from 'node:child_process'

/** How this process reaches the kernel's network configuration. */
export interface Kernel {
  /** Command and arguments that run a script from standard input with the rights to make namespaces. */
  readonly shell: readonly [string, ...string[]]
}

/** As root, where the machine's own namespace is the parent of all. */
export const ROOT_KERNEL: Kernel = { shell: ['sh'] }

/** Inside the anchor's user namespace, whose own network namespace is kept here (see anchor.ts). */
export const ANCHOR_NETNS = '/run/menshen-anchor-net'
export const ROOTLESS_KERNEL: Kernel = { shell: ['nsenter', `--net=${ANCHOR_NETNS}`, 'sh'] }

export class KernelError extends Error {
  constructor(what: string, cause: string) {
    super(`${what}: ${oneLine(cause)}`)
    this.name = 'KernelError'
  }
}

/** Runs a script with `set -e`; gives what it printed, throws `KernelError` when it fails. */
export function runScript(kernel: Kernel, what: string, lines: readonly string[]): Promise<string> {
  if (lines.length === 0) return Promise.resolve('')
  const [command, ...args] = kernel.shell
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: string[] = []
    const err: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text))
    child.on('error', (error) => reject(new KernelError(what, error.message)))
    child.on('close', (code, signal) => {
      if (code === 0) resolve(out.join(''))
      else reject(new KernelError(what, err.join('') || `exit ${code ?? signal}`))
    })
    // A shell that dies early closes the pipe; its exit tells why.
    child.stdin.on('error', () => {})
    child.stdin.end(`set -e\n${lines.join('\n')}\n`)
  })
}

/** `ip` commands inside one namespace as a single process; the first that fails ends it. */
export const ipBatch = (namespace: string | null, commands: readonly string[]): string[] =>
  commands.length === 0
    ? []
    : [`ip ${namespace === null ? '' : `-n ${namespace} `}-batch - <<'END'`, ...commands, 'END']

/** The same for removals: what is gone already is no error. */
export const ipBatchForced = (namespace: string | null, commands: readonly string[]): string[] => {
  const [head, ...rest] = ipBatch(namespace, commands)
  return head === undefined
    ? []
    : [head.replace('ip ', 'ip -force ').replace(' <<', ' 2>/dev/null <<').concat(' || true'), ...rest]
}

/** A small shell program inside a namespace, where /proc/sys/net shows that namespace's values; null = where we are. */
export const inNamespace = (namespace: string | null, program: string): string =>
  `${namespace === null ? '' : entering(namespace)}sh -c ${quote(program)} </dev/null`

/** The text for `nft -f` may be longer than an argument can be. */
export const nftBatch = (namespace: string, text: string): string[] =>
  text === '' ? [] : [`${entering(namespace)}nft -f - <<'END'`, text, 'END']

const entering = (namespace: string): string => `nsenter --net=/run/netns/${namespace} `

export const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const oneLine = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3)
    .join('; ')
