// Random worlds of classic instances and VPCs with links between them in a kernel: real packets against the evaluator.

import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { formatAddress } from '../../src/core/model/address.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { endpointsOf, eniHas } from '../../src/core/policy/endpoint.ts'
import { judgePath } from '../../src/core/policy/path.ts'
import { sendingEni } from '../compile/judge.ts'
import { LINK_PACKETS, linkWorlds } from '../random/linkWorld.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab, type Landing, type Shot } from './lab.ts'
import { reasonNotToInject } from './machine.ts'

/** `npm run test:soak` asks for many more: each is a network of its own. */
const WORLDS = Math.ceil(Number(process.env.MENSHEN_WORLDS ?? 50) / 10)
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

describeUnless(reasonNotToInject(), `ClassicLink in the kernel, MENSHEN_SEED=${SEED}`, () => {
  const any = linkWorlds({ mayBeGuarded: true })
  // In half of them something crosses, whatever the seed.
  const crossing = any.filter(({ world }) => LINK_PACKETS.some((packet) => crosses(world, packet)))
  const half = Math.ceil(WORLDS / 2)
  const worlds = [
    ...fc.sample(crossing, { seed: SEED, numRuns: half }),
    ...fc.sample(any, { seed: SEED, numRuns: WORLDS - half }),
  ]
  let lab: Lab | undefined
  let crossed = 0
  afterAll(() => lab?.close())

  test.each(worlds.map((each, index) => [index, each] as const))(
    'K3 A1: world %i: packets between classic instances and those in VPCs',
    async (_, { world, text }) => {
      await lab?.close()
      lab = await Lab.open(world)
      const shots = LINK_PACKETS.map((packet) => shotOf(world, packet))
      const landings = await lab.shoot(shots)
      const found = LINK_PACKETS.map((packet, index) =>
        said(packet, arrived(world, packet, landings[index] ?? null)),
      )
      const expected = LINK_PACKETS.map((packet) => said(packet, isAccepted(world, packet)))
      expect(found, text).toEqual(expected)
      crossed += LINK_PACKETS.filter((packet, at) => landings[at] !== null && crosses(world, packet)).length
    },
  )

  test('some of them crossed a link', () => expect(crossed).toBeGreaterThanOrEqual(half))
})

function isAccepted(world: ResourceReader, packet: Packet): boolean {
  const { from, to } = endpointsOf(world, packet)
  return judgePath(world, packet, from, to).action === 'accept'
}

/** Between the classic network and a VPC there is no way but over a link. */
const crosses = (world: ResourceReader, packet: Packet): boolean =>
  isClassic(packet.source) !== isClassic(packet.destination) && isAccepted(world, packet)

const isClassic = (address: Packet['source']): boolean => formatAddress(address).startsWith('10.0.0.')

const said = (packet: Packet, hasArrived: boolean): string =>
  `${hasArrived ? 'accept' : 'drop'} ${formatPacket(packet)}`

/** Where it was meant to go, not just somewhere. */
function arrived(world: ResourceReader, packet: Packet, landing: Landing): boolean {
  const eni = landing === null ? undefined : world.get('eni', landing)
  return eni !== undefined && eniHas(eni, packet.destination)
}

function shotOf(world: ResourceReader, packet: Packet): Shot {
  const { from } = endpointsOf(world, packet)
  const sender = from.kind === 'eni' ? world.get('eni', from.eniId) : undefined
  if (sender === undefined) throw new Error(`nobody sends ${formatPacket(packet)}`)
  return { sender: sendingEni(world, sender, packet), packet, segment: 'syn' }
}
