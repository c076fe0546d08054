// The lab as the ground of walks: its instances are namespaces, and hands in them open and answer real connections.

import { expect } from 'vitest'
import type { Hand } from '../kernel/hand.ts'
import type { TestServer } from '../sdk/server.ts'

export interface Lab {
  /** A group's id by its name. */
  readonly group: (name: string) => string
  readonly machine: (name: string) => Machine
}

export interface Machine {
  readonly id: string
  readonly eniId: string
  readonly address: string
  readonly hand: Hand
}

interface Shown {
  readonly id: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly instanceId: string
}

/** Ports that answer in every machine besides those that the lab itself serves. */
const PORTS = [22, 1521, 6379, 9000]

/** Makes the lab, waits until it is enforced, and puts a hand into each of its instances. */
export async function makeLab(server: TestServer): Promise<Lab> {
  await server.healthy()
  const made = (await server.api('POST', '/lab', {})) as unknown as { groups: Shown[]; instances: string[] }
  const { items } = (await server.api('GET', '/enis')) as unknown as { items: Shown[] }
  const machines = new Map<string, Machine>()
  for (const eni of items) {
    const hand = server.hand(eni.instanceId)
    for (const port of PORTS) expect(await hand.listen(port)).toBe('listening')
    machines.set(eni.name, { id: eni.instanceId, eniId: eni.id, address: eni.addresses[0] ?? '', hand })
  }
  return {
    group: (name) => found(made.groups.find((group) => group.name === name)?.id, name),
    machine: (name) => found(machines.get(name), name),
  }
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`the lab has no \`${name}\``)
  return thing
}

/** Whether a connection comes about; silence is the only other way, since a drop is silent. */
export async function reaches(from: Machine, to: Machine, port: number): Promise<boolean> {
  const answer = await from.hand.tcp(to.address, port)
  if (/^(error|failed)/.test(answer)) throw new Error(`${to.address}:${port}: ${answer}`)
  return answer !== 'blocked'
}
