// What the kernel says about interfaces of this machine, as anybody may ask.

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync } from 'node:fs'
import { basename } from 'node:path'

const folderOf = (name: string): string => `/sys/class/net/${name}`

/** A port of a bridge hands its frames on without a look at our hooks. */
export const isBridged = (name: string): boolean => existsSync(`${folderOf(name)}/brport`)

export const bridgeOf = (name: string): string | null =>
  isBridged(name) ? basename(readlinkSync(`${folderOf(name)}/master`)) : null

/** ARPHRD_ETHER; one that is not there yet is thought to have it. */
export const hasEthernet = (name: string): boolean => (readOf(name, 'type') ?? '1') === '1'

/** IFF_UP; null = there is no such interface. */
export function isUp(name: string): boolean | null {
  const flags = readOf(name, 'flags')
  return flags === null ? null : (Number(flags) & 1) === 1
}

/** By which interfaces this machine sends to these addresses; what it has no way to is left out. */
export function interfacesTo(addresses: readonly string[]): ReadonlySet<string> {
  const found = addresses.flatMap((address) => {
    const { stdout } = spawnSync('ip', ['-o', 'route', 'get', address], { encoding: 'utf8' })
    return / dev (\S+)/.exec(stdout ?? '')?.[1] ?? []
  })
  return new Set(found)
}

function readOf(name: string, file: string): string | null {
  const path = `${folderOf(name)}/${file}`
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null
}
