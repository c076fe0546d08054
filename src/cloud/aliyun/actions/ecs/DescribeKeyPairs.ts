// Lists key pairs.

import { action } from '../../action.ts'
import { flag, text } from '../../fields.ts'
import { byPage } from '../../pagination.ts'
import { formatTime } from '../../time.ts'
import { owner, regionId, tags } from '../fields.ts'
import { meets, meetsPattern } from '../filters.ts'
import { ecsTags, hasTags } from '../tags.ts'

const pages = byPage({ default: 10, max: 50 })

export const DescribeKeyPairs = action({
  name: 'DescribeKeyPairs',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'List SSH key pairs.',
  effect: 'read',
  permission: 'ecs:DescribeKeyPairs',
  input: {
    RegionId: regionId,
    KeyPairName: text({ about: 'Only those with this name; `*` stands for any text.' }),
    KeyPairFingerPrint: text({ about: 'Only those with this fingerprint.' }),
    IncludePublicKey: flag({ about: 'Show public keys as well. Default false.' }),
    ResourceGroupId: text({ about: 'Only those of this resource group.' }),
    Tag: tags,
    ...pages.fields,
    ...owner,
  },
  faults: [],
  missing: [],
  example: { RegionId: 'cn-hangzhou', KeyPairName: 'oper*' },
  run(call, parameters) {
    const found = call.state
      .by('keyPair', 'account', call.accountId)
      .filter((one) => one.region === parameters.RegionId)
      .filter((one) => meetsPattern(parameters.KeyPairName, one.name))
      .filter((one) => meets(parameters.KeyPairFingerPrint, one.fingerprint))
      .filter((one) => meets(parameters.ResourceGroupId, one.resourceGroupId))
      .filter((one) => hasTags(one.tags, parameters.Tag))
    const { items, envelope } = pages.cut(found, parameters)
    return {
      ...envelope,
      KeyPairs: {
        KeyPair: items.map((one) => ({
          KeyPairId: one.shownId,
          KeyPairName: one.name,
          KeyPairFingerPrint: one.fingerprint,
          CreationTime: formatTime(one.createdAt),
          ResourceGroupId: one.resourceGroupId,
          ...(parameters.IncludePublicKey === true ? { PublicKey: one.publicKey } : {}),
          Tags: ecsTags(one.tags),
        })),
      },
    }
  },
})
