// Interfaces that come and go again and again leave nothing behind: no memory, no namespace, no set, no file.

import { readdirSync } from 'node:fs'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { describeUnless } from '../skipReason.ts'
import { Lab } from './agentLab.ts'
import { reasonNotToRun } from './machine.ts'

/** Endpoints in all; a night allows 10,000: MENSHEN_ENDPOINTS=10000. */
const ENDPOINTS = Number(process.env.MENSHEN_ENDPOINTS ?? 96)
const AT_ONCE = 8
const CYCLES = Math.ceil(ENDPOINTS / AT_ONCE)
const WARM_UP = 6
/** Of heap for each endpoint that has come and gone. */
const BYTES = 2048

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

describeUnless(reasonNotToRun(), `agent, ${CYCLES * AT_ONCE} endpoints come and go`, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = new Lab(inject('kernelFolder'), 'leak')
    const { world } = lab
    world.vpc('vpc-a')
    world.group('sg-a', 'vpc-a')
    world.group('sg-b', 'vpc-a')
    world.rule('sg-a', 'ingress', 'accept', 'tcp', 'sg-b', 80)
    world.instance('i-stays', '10.0.0.5', { groups: ['sg-a'] })
    await lab.start()
  })
  afterAll(() => lab.end())

  const heap = (): number => {
    collect()
    // What is compiled meanwhile lies elsewhere and is no leak.
    return getHeapSpaceStatistics()
      .filter(({ space_name }) => /^(old|new|large_object)_space$/.test(space_name))
      .reduce((sum, { space_used_size }) => sum + space_used_size, 0)
  }
  const traces = () => ({
    namespaces: readdirSync('/run/netns').filter((name) => name.startsWith(lab.names.prefix)).length,
    sets: lab.nft('vpc-a', '-t', 'list', 'ruleset').match(/^\t(set|map|chain) /gm)?.length,
    files: readdirSync(lab.dataDir, { recursive: true }).length,
  })

  it('memory and everything else stay where they were', { timeout: 1000 * ENDPOINTS + 60_000 }, async () => {
    const cycle = async (turn: number): Promise<void> => {
      const ids = Array.from({ length: AT_ONCE }, (_, at) => `i-${turn % 3}-${at}`)
      await lab.settle(() => {
        for (const [at, id] of ids.entries())
          lab.world.instance(id, `10.0.0.${10 + at + 10 * (turn % 3)}`, { groups: ['sg-b'] })
      })
      await lab.settle(() => {
        for (const id of ids) lab.world.deleteInstance(id)
      })
    }
    for (let turn = 0; turn < WARM_UP; turn++) await cycle(turn)
    const [before, memory] = [traces(), heap()]
    for (let turn = 0; turn < CYCLES; turn++) await cycle(turn)
    expect(traces()).toEqual(before)
    const perEndpoint = (heap() - memory) / (CYCLES * AT_ONCE)
    console.info(`${Math.round(perEndpoint)} bytes of heap for each of ${CYCLES * AT_ONCE} endpoints`)
    expect(perEndpoint).toBeLessThan(BYTES)
  })
})
