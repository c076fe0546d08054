// Random worlds with public addresses of every kind in a kernel: real packets against the reference evaluator.

import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { asSent } from '../compile/judge.ts'
import { packetsIn, publicWorlds } from '../random/publicWorld.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab, type Shot } from './lab.ts'
import { reasonNotToInject } from './machine.ts'

/** `npm run test:soak` asks for many more: each is a network of its own. */
const WORLDS = Math.ceil(Number(process.env.MENSHEN_WORLDS ?? 50) / 10)
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

describeUnless(reasonNotToInject(), `public addresses in the kernel, MENSHEN_SEED=${SEED}`, () => {
  // Of worlds in which nothing passes there would be too many, with some seeds.
  const telling = publicWorlds({ mayBeGuarded: true }).filter(({ world }) =>
    packetsIn(world).some((packet) => isAccepted(world, packet)),
  )
  const worlds = fc.sample(telling, { seed: SEED, numRuns: WORLDS })
  let lab: Lab | undefined
  let accepted = 0
  afterAll(() => lab?.close())

  test.each(worlds.map((each, index) => [index, each] as const))(
    'P9 P10 A1: world %i: packets between instances and from outside',
    async (_, { world, text }) => {
      await lab?.close()
      lab = await Lab.open(world)
      const asked = distinct(world, packetsIn(world))
      const landings = await lab.shoot(asked.map(({ shot }) => shot))
      const found = asked.map(({ packet }, index) => said(packet, landings[index] !== null))
      const expected = asked.map(({ packet }) => said(packet, isAccepted(world, packet)))
      expect(found, text).toEqual(expected)
      accepted += landings.filter((landing) => landing !== null).length
    },
  )

  test('some of them arrived', () => expect(accepted).toBeGreaterThanOrEqual(WORLDS))
})

function isAccepted(world: ResourceReader, packet: Packet): boolean {
  const { from, to } = endpointsOf(world, packet)
  return judgePath(world, packet, from, to).action === 'accept'
}

const said = (packet: Packet, hasArrived: boolean): string =>
  `${hasArrived ? 'accept' : 'drop'} ${formatPacket(packet)}`

/** A sender named by a translated address sends from the private one: that is the same packet. */
function distinct(
  world: ResourceReader,
  packets: readonly Packet[],
): readonly { readonly packet: Packet; readonly shot: Shot }[] {
  const shots = packets.map((packet) => {
    const { from } = endpointsOf(world, packet)
    const sender = from.kind === 'eni' ? (world.get('eni', from.eniId) ?? null) : null
    const sent = sender === null ? packet : asSent(world, sender, packet)
    return { packet, shot: { sender, packet: sent, segment: 'syn' } as Shot }
  })
  return [...new Map(shots.map((each) => [formatPacket(each.shot.packet), each])).values()]
}
