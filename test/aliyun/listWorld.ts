// A cloud with short ways to make and look at prefix lists and port lists.

import type { Parameters, Reply } from './client.ts'
import { createGroupWorld, type GroupWorld, REGION } from './groupWorld.ts'

export interface ListWorld extends GroupWorld {
  /** Calls in the region of the world. */
  here(Action: string, parameters?: Parameters): Promise<Reply>
  prefixList(blocks: readonly string[], parameters?: Parameters): Promise<string>
  portList(ranges: readonly string[], parameters?: Parameters): Promise<string>
  blocks(id: string): Promise<string[]>
  ranges(id: string): Promise<string[]>
}

export async function createListWorld(): Promise<ListWorld> {
  const world = await createGroupWorld()
  const here = (Action: string, parameters: Parameters = {}) =>
    world.call({ Action, RegionId: REGION, ...parameters })
  const body = async (Action: string, parameters: Parameters) => {
    const reply = await here(Action, parameters)
    if (reply.status !== 200) throw new Error(`${Action}: ${reply.code}: ${reply.body.Message}`)
    return reply.body
  }
  return Object.assign(world, {
    here,
    async prefixList(blocks: readonly string[], parameters: Parameters = {}) {
      const base = { PrefixListName: 'offices', AddressFamily: 'IPv4', MaxEntries: '10' }
      const made = await body('CreatePrefixList', {
        ...base,
        ...numbered('Entry', 'Cidr', blocks),
        ...parameters,
      })
      return made.PrefixListId as string
    },
    async portList(ranges: readonly string[], parameters: Parameters = {}) {
      const base = { PortRangeListName: 'web', MaxEntries: '10' }
      const made = await body('CreatePortRangeList', {
        ...base,
        ...numbered('Entry', 'PortRange', ranges),
        ...parameters,
      })
      return made.PortRangeListId as string
    },
    async blocks(id: string) {
      const shown = await body('DescribePrefixListAttributes', { PrefixListId: id })
      return shown.Entries.Entry.map((entry: { Cidr: string }) => entry.Cidr)
    },
    async ranges(id: string) {
      const shown = await body('DescribePortRangeListEntries', { PortRangeListId: id })
      return shown.Entries.map((entry: { PortRange: string }) => entry.PortRange)
    },
  })
}

/** `{ 'Entry.1.Cidr': … }` */
export const numbered = (list: string, name: string, values: readonly string[]): Parameters =>
  Object.fromEntries(values.map((value, index) => [`${list}.${index + 1}.${name}`, value]))
