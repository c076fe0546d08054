// The agent's note of which instance lives in which namespace, so that commands work without a server.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { replaceFile } from '../wholeFile.ts'
import type { HostLayout } from './layout.ts'

export interface LocalInstance {
  readonly id: string
  readonly name: string
  readonly hostName: string
  readonly namespace: string
  readonly running: boolean
  readonly addresses: readonly string[]
}

export const localDirectory = (dataDir: string): string => join(dataDir, 'local')

const fileOf = (dataDir: string): string => join(localDirectory(dataDir), 'instances.json')

export function readIndex(dataDir: string): readonly LocalInstance[] {
  const file = fileOf(dataDir)
  if (!existsSync(file)) return []
  const parsed = JSON.parse(readFileSync(file, 'utf8')) as { readonly instances: readonly LocalInstance[] }
  return parsed.instances
}

export function writeIndex(dataDir: string, layout: HostLayout): void {
  const instances = [...layout.instances.values()].map(
    ({ id, name, hostName, namespace, running, addresses }): LocalInstance => ({
      id,
      name,
      hostName,
      namespace,
      running,
      addresses,
    }),
  )
  const file = fileOf(dataDir)
  const text = `${JSON.stringify({ instances }, null, 2)}\n`
  // To replace a file takes a disk longer than to read it.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  replaceFile(file, text)
}
