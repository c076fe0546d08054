// Entries of prefix lists and port lists as forms send them.

import { canonicalBlock } from '../../../cloud/aliyun/actions/ecs/prefixListFields.ts'
import type { PortEntry, PrefixEntry } from '../../../core/model/lists.ts'
import { parsePorts } from '../../../core/model/portText.ts'
import { FieldError } from '../refusal.ts'

interface EntryForm {
  readonly entry: string
  readonly description?: string
}

export function readBlock({ entry, description = '' }: EntryForm, field: string): PrefixEntry {
  const cidr = canonicalBlock(entry)
  if (cidr === undefined) throw new FieldError(field, entry, 'expected.listBlock')
  return { cidr, description }
}

export function readRange({ entry, description = '' }: EntryForm, field: string): PortEntry {
  const [range, ...more] = parsePorts(entry) ?? []
  if (range === undefined || more.length > 0) throw new FieldError(field, entry, 'expected.listRange')
  return { ...range, description }
}
