// Lists of both kinds, and their entries as text.

import type { PortList, PrefixList } from '../../../../src/core/model/lists.ts'
import { formatPorts } from '../../../../src/core/model/portText.ts'

export type AnyList = PrefixList | PortList
export type ListKind = 'prefixList' | 'portList'

export const entryText = (entry: AnyList['entries'][number]): string =>
  'cidr' in entry ? entry.cidr : formatPorts([entry])
