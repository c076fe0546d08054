// A group of the live server as a file would give it, with the lists and groups that its rules name.

import { joinParts, type Part } from '../../offline/part.ts'
import { readFile } from '../../offline/readFile.ts'
import type { EniItem, ListItem } from '../answers.ts'
import type { CommandContext } from '../context.ts'
import { allPages } from '../pages.ts'
import { fetchFile, getJson } from '../serverClient.ts'

export async function livePart(
  context: CommandContext,
  groupId: string,
): Promise<{ readonly asked: Part; readonly context: Part }> {
  const { name, text } = await fetchFile(context, `groups/${groupId}/export`, { format: 'json' })
  const asked = readFile(name, Buffer.from(text))
  const [prefixLists, portLists, groups] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { peer, ports } of asked.rules) {
    if (peer.kind === 'prefixList') prefixLists.add(peer.listId)
    if (peer.kind === 'group') groups.add(peer.groupId)
    if (ports.kind === 'list') portLists.add(ports.listId)
  }
  const known: Record<string, readonly string[]> = {}
  for (const id of prefixLists) known[id] = await entriesOf(context, `prefix-lists/${id}`)
  for (const id of portLists) known[id] = (await entriesOf(context, `port-lists/${id}`)).map(slashed)
  for (const id of groups) {
    const items = await allPages<EniItem>(context, 'enis', { groupId: id })
    known[id] = items.flatMap(({ addresses }) => addresses)
  }
  const parts = Object.keys(known).length === 0 ? [] : [readFile('', Buffer.from(JSON.stringify(known)))]
  return { asked, context: joinParts(parts) }
}

async function entriesOf(context: CommandContext, path: string): Promise<readonly string[]> {
  const { list } = await getJson<{ list: ListItem }>(context, path)
  return list.entries.map(({ entry }) => entry)
}

/** `80` and `8000-8100` as answers of the cloud write them. */
function slashed(text: string): string {
  const [first = '', last = first] = text.split('-')
  return `${first}/${last}`
}
