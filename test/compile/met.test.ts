// What packets meet on their way through a ruleset, counted: it must not grow with rules, addresses or ports.

import { expect, test } from 'vitest'
import { CLIENT, CLIENT_PORT, SERVER, SERVER_PORT, TCP_PORT, UDP_PORT } from '../../bench/packets/lab.ts'
import { menshenPlan } from '../../bench/packets/worlds.ts'
import type { Met } from '../../src/core/compile/nftables/interpret.ts'
import { type Frame, Walk } from '../../src/core/compile/nftables/walk.ts'
import { parsePacket } from '../../src/core/model/packet.ts'

const SHAPES = [
  { rules: 10, addresses: 1, ports: 0 },
  { rules: 1000, addresses: 1, ports: 0 },
  { rules: 10, addresses: 2000, ports: 100 },
] as const

const CHANNELS = [
  ['udp', UDP_PORT],
  ['tcp', TCP_PORT],
] as const

test.each(SHAPES)('C1 S2: within a session 3 rules and 1 lookup, whatever there is: %o', (shape) => {
  for (const [protocol, port] of CHANNELS) {
    const { answer, again } = sessionThrough(shape, protocol, port)
    expect(answer).toEqual({ rules: 3, lookups: 1, chains: 3 })
    expect(again).toEqual(answer)
  }
})

test.each(SHAPES)('P1 S2: of a first packet 6 lookups, whatever there is: %o', (shape) => {
  for (const [protocol, port] of CHANNELS) expect(sessionThrough(shape, protocol, port).first.lookups).toBe(6)
})

function sessionThrough(shape: (typeof SHAPES)[number], protocol: string, port: number) {
  const walk = new Walk(menshenPlan(shape))
  const [client, server] = [`${CLIENT.address}:40000`, `${SERVER.address}:${port}`]
  const send = (from: typeof CLIENT, iif: string, oif: string, text: string): Met => {
    const packet = parsePacket(text)
    if (packet === undefined) throw new Error(text)
    const frame: Frame = { iif, etherSource: from.mac, packet }
    const { verdict, met } = walk.send(frame, () => ({ oif }))
    expect(verdict).toBe('accept')
    return met
  }
  const there = () => send(CLIENT, CLIENT_PORT, SERVER_PORT, `${protocol} ${client} > ${server}`)
  const back = () => send(SERVER, SERVER_PORT, CLIENT_PORT, `${protocol} ${server} > ${client}`)
  return { first: there(), answer: back(), again: there() }
}
