// The internet namespace and outside hosts in it, made by whoever needs them first: the agent or `menshen exec`.

import { fnv64 } from '../core/model/fnv.ts'
import { INTERNET_HOP, INTERNET_MAC } from './layout.ts'
import type { Names } from './names.ts'
import { ipBatch, quote } from './script.ts'
import { internetSysctls } from './sysctls.ts'

const OUTSIDE_MAC = '02:00:5e:00:00:03'

/** Idempotent and safe against another process doing the same at the same moment. */
export const ensureInternet = (names: Names, lockFile: string): string[] =>
  underLock(lockFile, [
    `if ! [ -e /run/netns/${names.internet} ]; then`,
    ...ipBatch(null, [`netns add ${names.internet}`]),
    internetSysctls(names.internet),
    ...ipBatch(names.internet, ['link set lo up']),
    'fi',
  ])

/** A host on the internet with this one address; reachable from whoever has a public address. */
export function ensureOutsideHost(names: Names, lockFile: string, address: string): string[] {
  const namespace = names.outside(address)
  // Not `mn…`: those are the routers' uplinks (observe.ts).
  const link = `out${fnv64(address).slice(0, 12)}`
  return [
    ...ensureInternet(names, lockFile),
    ...underLock(lockFile, [
      `if ! [ -e /run/netns/${namespace} ]; then`,
      ...ipBatch(null, [`netns add ${namespace}`]),
      ...ipBatch(names.internet, [
        `link add ${link} address ${INTERNET_MAC} type veth peer name eth0 address ${OUTSIDE_MAC} netns ${namespace}`,
        `link set ${link} up`,
        `neigh replace ${address} lladdr ${OUTSIDE_MAC} dev ${link} nud permanent`,
        `route replace ${address}/32 dev ${link}`,
      ]),
      ...ipBatch(namespace, [
        'link set lo up',
        `addr add ${address}/32 dev eth0`,
        'link set eth0 up',
        `neigh replace ${INTERNET_HOP} lladdr ${INTERNET_MAC} dev eth0 nud permanent`,
        `route replace default via ${INTERNET_HOP} dev eth0 onlink`,
      ]),
      'fi',
    ]),
  ]
}

const underLock = (lockFile: string, lines: readonly string[]): string[] => [
  `exec 9>>${quote(lockFile)}; flock 9`,
  ...lines,
  'exec 9>&-',
]
