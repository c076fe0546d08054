// The built-in echo and HTTP responder, switched on by a tag: an extension of the local cloud.

import { fail } from '../../core/model/faults.ts'
import type { Tags } from '../../core/model/securityGroup.ts'

const RESPONDER_TAG = 'menshen:responder'
const DEFAULT_PORTS = [80]
/** Each port is a listener in the instance's namespace. */
const MAX_PORTS = 16

/** `80,443`, or `default` for port 80; no such tag means none. */
export function responderPorts(tags: Tags): readonly number[] {
  const value = tags[RESPONDER_TAG]
  if (value === undefined) return []
  if (value === 'default') return DEFAULT_PORTS
  const ports = [...new Set(value.split(',').map((text) => portOf(text.trim()) ?? refuse(value)))]
  return ports.length > MAX_PORTS ? refuse(value) : ports.sort((a, b) => a - b)
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}

const refuse = (value: string): never => fail({ name: 'responderMalformed', value })
