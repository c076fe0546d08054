// Random worlds in a kernel: real packets against the reference evaluator, before and after a change of rules.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Eni } from '../../src/core/model/network.ts'
import { formatPacket, type Packet } from '../../src/core/model/packet.ts'
import { TCP } from '../../src/core/model/protocol.ts'
import { answerTo, apart, judgeLive, judgeWorld, looksAtSources, mixedWorlds } from '../compile/sessions.ts'
import { parseTable } from '../packets/parse.ts'
import type { RandomWorld } from '../random/world.ts'
import { describeUnless } from '../skipReason.ts'
import { Lab, type Shot } from './lab.ts'
import { reasonNotToInject } from './machine.ts'

/** `npm run test:soak` asks for many more. */
const WORLDS = Number(process.env.MENSHEN_WORLDS ?? 50)
const PACKETS = 40
/** A new one each day, and in the title: a failure can be repeated. */
const SEED = Number(process.env.MENSHEN_SEED ?? Math.floor(Date.now() / 86_400_000))

/** The ENIs of every random world, with nothing between them. */
const OPEN = parseTable(
  'open',
  `vpc vpc-1 10.0.0.0/16 2001:db8:0:100::/56
group sg-open ingress=accept
${[4, 5, 6, 7].map((host) => `eni eni-${host} 10.0.0.${host},2001:db8:0:100::${host} sg-open`).join('\n')}
---`,
).world

describeUnless(reasonNotToInject(), `random worlds in the kernel, MENSHEN_SEED=${SEED}`, () => {
  const drawn = fc.sample(mixedWorlds(PACKETS), { seed: SEED, numRuns: 3 * WORLDS })
  // Rows with source ports and ICMP types are the more delicate ones: half of the worlds need them.
  const [wide, narrow] = [
    drawn.filter((each) => looksAtSources(each.world)),
    drawn.filter((each) => !looksAtSources(each.world)),
  ]
  const worlds = [...wide.slice(0, WORLDS / 2), ...narrow.slice(0, WORLDS / 2)]
  let lab: Lab
  beforeAll(async () => {
    // All worlds have the same four ENIs.
    lab = await Lab.open((worlds[0] as RandomWorld).world)
  })
  afterAll(() => lab?.close())

  test.each(worlds.map((each, index) => [index, each] as const))(
    'P1 P3 P4 P5 P6 G1 G2 C1 A1: world %i: packets and their answers',
    async (_, drawn) => {
      const { world, packets } = drawn
      const reference = judgeWorld(world)
      lab.load(world)
      lab.forgetSessions()
      const sent = apart(packets)
      const found = await shoot(lab, world, sent, 'syn')
      const expected = sent.map((packet) => reference(packet).action)
      expect(lines(sent, found), drawn.toString()).toEqual(lines(sent, expected))
      const open = sent.filter((_, index) => found[index] === 'accept')
      const answers = open.map(answerTo)
      const live = judgeLive(world)
      expect(lines(answers, await shoot(lab, world, answers, 'synAck'))).toEqual(
        lines(
          answers,
          open.map((packet) => live(packet, answerTo(packet))),
        ),
      )
    },
  )

  test.each(worlds.map((each, index) => [index, each] as const))(
    'C3 A1: world %i: sessions that were opened when everything was open',
    async (_, after) => {
      const before = { world: OPEN, packets: after.packets }
      lab.load(before.world)
      lab.forgetSessions()
      const opened = await shoot(lab, before.world, apart(before.packets), 'syn')
      const sessions = apart(before.packets).filter((_, index) => opened[index] === 'accept')
      const answers = sessions.map(answerTo)
      await shoot(lab, before.world, answers, 'synAck')
      await shoot(lab, before.world, sessions, 'ack')
      lab.load(after.world, 2)
      const live = judgeLive(after.world)
      const expected = (sent: readonly Packet[]) =>
        sent.map((packet, index) => live(sessions[index] as Packet, packet))
      expect(lines(answers, await shoot(lab, after.world, answers, 'answerAck'))).toEqual(
        lines(answers, expected(answers)),
      )
      expect(lines(sessions, await shoot(lab, after.world, sessions, 'ack'))).toEqual(
        lines(sessions, expected(sessions)),
      )
    },
  )

  test("S2: frames with a neighbour's MAC or address reach nobody", async () => {
    const { world, packets } = worlds[0] as RandomWorld
    lab.load(world)
    lab.forgetSessions()
    const enis = [...world.list('eni')]
    const shots = packets.flatMap((packet): Shot[] => {
      const sender = senderOf(world, packet)
      const other = enis.find((eni) => eni !== sender) as Eni
      return [
        { sender: other, packet },
        { sender, packet, mac: other.mac },
      ]
    })
    expect(new Set(await lab.shoot(shots))).toEqual(new Set([null]))
  })

  test('S2 C1: nor within a session, and a forged RST does not end it', async () => {
    lab.load(OPEN)
    lab.forgetSessions()
    const sessions = apart(worlds.flatMap(({ packets }) => packets))
      .filter(isTcp)
      .slice(0, PACKETS)
    const all = (landing: string) => sessions.map(() => landing)
    expect(await shoot(lab, OPEN, sessions, 'syn')).toEqual(all('accept'))
    await shoot(lab, OPEN, sessions.map(answerTo), 'synAck')
    await shoot(lab, OPEN, sessions, 'ack')
    const enis = [...OPEN.list('eni')]
    const forged = sessions.flatMap((packet): Shot[] => {
      const sender = senderOf(OPEN, packet)
      const other = enis.find((eni) => eni !== sender) as Eni
      return [
        { sender: other, packet, segment: 'rst' },
        { sender: other, packet, segment: 'rst', mac: sender.mac },
        { sender, packet, segment: 'rst', mac: other.mac },
      ]
    })
    expect(new Set(await lab.shoot(forged))).toEqual(new Set([null]))
    expect(lab.tcpStates()).toEqual(all('ESTABLISHED'))
    expect(await shoot(lab, OPEN, sessions, 'ack')).toEqual(all('accept'))
  })
})

const isTcp = ({ protocol }: Packet): boolean => protocol === TCP

const senderOf = (world: RandomWorld['world'], packet: Packet): Eni =>
  world.get('eni', `eni-${packet.source.value & 0xffn}`) as Eni

async function shoot(
  lab: Lab,
  world: RandomWorld['world'],
  packets: readonly Packet[],
  segment: NonNullable<Shot['segment']>,
): Promise<readonly string[]> {
  const shots = packets.map((packet) => ({
    sender: senderOf(world, packet),
    packet,
    ...(packet.protocol === TCP && { segment }),
  }))
  const landings = await lab.shoot(shots)
  return landings.map((landing, index) => {
    if (landing === null) return 'drop'
    const wanted = `eni-${(packets[index] as Packet).destination.value & 0xffn}`
    return landing === wanted ? 'accept' : `landed at ${landing}`
  })
}

const lines = (packets: readonly Packet[], actions: readonly string[]): readonly string[] =>
  packets.map((packet, index) => `${actions[index]} ${formatPacket(packet)}`)
