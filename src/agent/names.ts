// Names of this data directory's namespaces and links in the kernel, so that several installations share a machine.

import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import type { InstanceId, VpcId } from '../core/model/ids.ts'

export interface Names {
  /** Stands before every namespace of this data directory. */
  readonly prefix: string
  router(vpcId: VpcId): string
  instance(instanceId: InstanceId): string
  readonly internet: string
  outside(address: string): string
}

export const NETNS_DIRECTORY = '/run/netns'

/** Words before a command by which it runs in that network; null: in ours. */
export const enteringNetwork = (namespace: string | null): readonly string[] =>
  namespace === null ? [] : ['nsenter', `--net=${NETNS_DIRECTORY}/${namespace}`]

export const namesOf = (dataDir: string): Names => namesWith(realpathSync(dataDir))

/** The same for a path that is canonical already. */
export function namesWith(path: string): Names {
  const prefix = `mn${createHash('sha256').update(path).digest('hex').slice(0, 6)}-`
  return {
    prefix,
    router: (vpcId) => `${prefix}r-${vpcId}`,
    instance: (instanceId) => prefix + instanceId,
    internet: `${prefix}inet`,
    outside: (address) => `${prefix}out-${address}`,
  }
}
