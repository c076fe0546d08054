// Diagnoses in small worlds: fixes really fix, the narrowest stand first, and what they say about the rest is true.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Diagnosis, diagnose, overrulingOf } from '../../src/core/analysis/diagnose/diagnose.ts'
import { rehearsed } from '../../src/core/analysis/diagnose/edits.ts'
import type { Fix } from '../../src/core/analysis/diagnose/fixes.ts'
import { type Packet, parsePacket } from '../../src/core/model/packet.ts'
import type { ResourceReader } from '../../src/core/model/resources.ts'
import { type Endpoint, resolveEndpoint } from '../../src/core/policy/endpoint.ts'
import { judgePath, judgeSide } from '../../src/core/policy/path.ts'
import { parseWorld } from '../packets/parseWorld.ts'

const BASE = `
vpc vpc-1 10.0.0.0/16
group sg-web inner=drop
group sg-db inner=drop
eni eni-web 10.0.0.1 sg-web
eni eni-web2 10.0.0.2 sg-web
eni eni-db 10.0.0.3 sg-db
eni eni-db2 10.0.0.4 sg-db
`
const ASKED = 'tcp 10.0.0.1:40000 > 10.0.0.3:3306'

const worldOf = (rules: string): ResourceReader => parseWorld('world', `${BASE}${rules}`.split('\n'))
const packetOf = (text: string): Packet => parsePacket(text) as Packet
function meant(world: ResourceReader, text: string): Endpoint {
  const resolved = resolveEndpoint(world, text)
  if (resolved.kind !== 'found') throw new Error(`${text}: ${resolved.kind}`)
  return resolved.endpoint
}
const ask = (world: ResourceReader, text = ASKED, from = 'eni-web', to = 'eni-db'): Diagnosis =>
  diagnose(world, {
    packet: packetOf(text),
    from: meant(world, from),
    to: meant(world, to),
    anyone: from === 'internet',
  })
const kinds = ({ edits }: Pick<Fix, 'edits'>): string => edits.map(({ kind }) => kind).join('+')

/** Every flow between the ENIs on a few services, as the groups of both sides see it. */
const ENIS = ['eni-web', 'eni-web2', 'eni-db', 'eni-db2'] as const
const SERVICES = ['tcp:22', 'tcp:3305', 'tcp:3306', 'tcp:3307', 'udp:3306', 'icmp'] as const
const FLOWS = ENIS.flatMap((from, source) =>
  ENIS.flatMap((to, destination) =>
    from === to
      ? []
      : SERVICES.map((service) => ({ from, to, text: flowText(service, source, destination) })),
  ),
)
function flowText(service: string, source: number, destination: number): string {
  const [protocol, port] = service.split(':')
  const [a, b] = [`10.0.0.${source + 1}`, `10.0.0.${destination + 1}`]
  return port === undefined ? `${protocol} ${a} > ${b}` : `${protocol} ${a}:40000 > ${b}:${port}`
}

/** What judging one by one finds changed, on whichever side. */
function changedFlows(before: ResourceReader, after: ResourceReader) {
  return FLOWS.flatMap(({ from, to, text }) =>
    (['egress', 'ingress'] as const).flatMap((direction) => {
      const [was, is] = [before, after].map(
        (world) => judgeSide(world, packetOf(text), meant(world, from), meant(world, to), direction)?.action,
      )
      return was === is ? [] : [{ text, direction, effect: is === 'accept' ? 'opened' : 'closed' }]
    }),
  )
}

const WORLDS: Readonly<Record<string, string>> = {
  default: '',
  'drop in front of an accept': `
rule sgr-d sg-db ingress drop   all any 10.0.0.0/16 at 1
rule sgr-a sg-db ingress accept tcp 3306 sg-web  at 20`,
  'drop in the middle': `
rule sgr-d sg-db ingress drop   tcp 3300-3310 10.0.0.0/24 at 7
rule sgr-a sg-db ingress accept tcp 1-65535 10.0.0.0/16 at 20`,
  'equal priority': `
rule sgr-d sg-db ingress drop   tcp 3306 10.0.0.0/16 at 5
rule sgr-a sg-db ingress accept tcp 3306 10.0.0.0/16 at 5`,
  'both sides': `
rule sgr-e sg-web egress drop   tcp 1-65535 10.0.0.0/16 at 3
rule sgr-d sg-db ingress drop   tcp 3306 10.0.0.0/16 at 3`,
  'a group that may': `
group sg-ok inner=drop
rule sgr-a sg-db ingress accept tcp 3306 sg-ok at 1`,
}

describe.each(Object.entries(WORLDS))('%s', (_, rules) => {
  const world = worldOf(rules)
  const found = ask(world)

  test('W1: each fix lets the packet through', () => {
    expect(found.action).toBe('drop')
    expect(found.fixes).not.toEqual([])
    for (const { edits } of found.fixes) {
      const after = rehearsed(world, edits)
      const verdict = judgePath(after, packetOf(ASKED), meant(after, 'eni-web'), meant(after, 'eni-db'))
      expect(verdict.action, JSON.stringify(edits)).toBe('accept')
    }
  })

  test('each useless one does not, and names what drops', () => {
    for (const { edits, why } of found.useless) {
      const after = rehearsed(world, edits)
      const verdict = judgePath(after, packetOf(ASKED), meant(after, 'eni-web'), meant(after, 'eni-db'))
      expect(verdict.action).toBe('drop')
      expect(why.kind).toMatch(/rule|default/)
    }
  })

  test('what else changes is told as judging every flow finds it', () => {
    for (const fix of found.fixes) {
      const after = rehearsed(world, fix.edits)
      const others = changedFlows(world, after).filter(
        ({ text, effect }) => text !== ASKED || effect === 'closed',
      )
      if (fix.effect.nothingElse) expect(others, kinds(fix)).toEqual([])
      const told = new Set(fix.effect.parts.map(({ effect, direction }) => `${effect} ${direction}`))
      for (const { effect, direction } of others) expect(told).toContain(`${effect} ${direction}`)
    }
  })

  test('the narrowest stand first, and the first opens nothing else', () => {
    const grades = found.fixes.map(({ effect }) => (effect.nothingElse === true ? 0 : 1))
    expect(grades).toEqual([...grades].sort())
    expect(found.fixes[0]?.effect.nothingElse).toBe(true)
    for (const grade of [0, 1]) {
      const opened = found.fixes
        .filter((_, place) => grades[place] === grade)
        .map(({ effect }) => effect.opened)
      expect(opened).toEqual([...opened].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
    }
  })
})

const line = fc
  .record({
    side: fc.constantFrom('sg-web egress', 'sg-db ingress', 'sg-db ingress', 'sg-db ingress'),
    action: fc.constantFrom('accept', 'drop', 'drop'),
    what: fc.constantFrom('tcp 3306', 'tcp 3305-3307', 'tcp 1-65535', 'udp 3306', 'all any', 'icmp any'),
    peer: fc.constantFrom('10.0.0.1', '10.0.0.3', '10.0.0.0/30', '0.0.0.0/0', 'sg-web', 'sg-db'),
    priority: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ side, action, what, peer, priority }) => `${side} ${action} ${what} ${peer} at ${priority}`)

test('P3 W1: among random rules fixes fix, and "nothing else" is what judging every flow finds', {
  timeout: 60_000,
}, () => {
  let fixes = 0
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const world = worldOf(lines.map((text, place) => `rule sgr-${place} ${text}`).join('\n'))
      const found = ask(world)
      const isOpen = (state: ResourceReader) =>
        judgePath(state, packetOf(ASKED), meant(state, 'eni-web'), meant(state, 'eni-db')).action === 'accept'
      expect(found.action === 'accept').toBe(isOpen(world))
      for (const { edits } of found.useless) {
        if (edits.length === 1) expect(isOpen(rehearsed(world, edits))).toBe(false)
      }
      for (const fix of found.fixes) {
        fixes++
        const after = rehearsed(world, fix.edits)
        expect(isOpen(after)).toBe(true)
        const others = changedFlows(world, after).filter(
          ({ text, effect }) => text !== ASKED || effect === 'closed',
        )
        const told = new Set(fix.effect.parts.map(({ effect, direction }) => `${effect} ${direction}`))
        if (fix.effect.nothingElse) expect(others).toEqual([])
        for (const { effect, direction } of others) expect(told).toContain(`${effect} ${direction}`)
      }
    }),
    { seed: 16, numRuns: 25 },
  )
  expect(fixes).toBeGreaterThan(25)
})

test('P3: at priority 1 nothing can stand before a drop: it is moved back, and equal priority does not help', () => {
  const { fixes, useless } = ask(worldOf(WORLDS['drop in front of an accept'] ?? ''))
  expect(fixes.map(kinds)).toContain('changeRule+addRule')
  expect(fixes.map(kinds)).toContain('changeRule')
  expect(fixes.map(kinds)).toContain('removeRule')
  expect(useless.filter(({ isTie }) => isTie).map(kinds)).toEqual(['addRule', 'changeRule'])
})

test('P3: a drop at the front that shares its priority with another one takes both back', () => {
  const { fixes, action } = ask(
    worldOf(
      'rule sgr-1 sg-db ingress drop tcp 3306 10.0.0.0/16 at 1\nrule sgr-2 sg-db ingress drop all any 10.0.0.0/24 at 1',
    ),
  )
  expect(action).toBe('drop')
  expect(fixes.map(kinds)).toContain('changeRule+changeRule+addRule')
})

test('W1: overruled rules say why', () => {
  const { ways } = ask(worldOf(WORLDS['equal priority'] ?? ''))
  const side = ways.there.sides.find(({ direction }) => direction === 'ingress')
  expect(side?.overruled.map((ref) => [ref.ruleId, overrulingOf(side.why, ref)])).toEqual([['sgr-a', 'tie']])
})

test('G1: joining a group that is let in is a fix, with what it closes', () => {
  const { fixes } = ask(worldOf(WORLDS['a group that may'] ?? ''))
  expect(fixes.map(kinds)).toContain('joinGroup')
})

test('S3: what no rule can open has no fix', () => {
  const world = worldOf('eip 198.51.100.1 eni-web')
  const { action, fixes, ways } = ask(world, 'tcp 10.0.0.1:40000 > 203.0.113.1:25', 'eni-web', 'internet')
  expect([action, ways.there.sides[0]?.why.kind, fixes]).toEqual(['drop', 'smtp', []])
})

test('without a way there is no fix either', () => {
  const { action, fixes, ways } = ask(
    worldOf(''),
    'tcp 203.0.113.1:40000 > 10.0.0.3:80',
    'internet',
    'eni-db',
  )
  expect([action, ways.there.noRoute, fixes]).toEqual(['drop', 'noPublicAddress', []])
})

test('from anyone: a fix opens one port to all, and says nothing else', () => {
  const world = worldOf('eip 198.51.100.1 eni-db')
  const { fixes } = ask(world, 'tcp 203.0.113.1:40000 > 198.51.100.1:80', 'internet', 'eni-db')
  expect(fixes[0]).toMatchObject({
    edits: [{ kind: 'addRule', rule: { peer: { cidr: '0.0.0.0/0' }, ownCidr: '10.0.0.3' } }],
    effect: { nothingElse: true },
  })
})
