// A network ACL of the caller's own.

import { fail } from '../../core/model/faults.ts'
import type { NetworkAcl } from '../../core/model/networkAcl.ts'
import type { Call } from '../call.ts'
import { owned } from '../owned.ts'

export interface OfNetworkAcl {
  readonly region: string
  readonly networkAclId: string
}

export const findNetworkAcl = (call: Call, { region, networkAclId }: OfNetworkAcl): NetworkAcl =>
  owned(call, 'networkAcl', networkAclId, region) ?? fail({ name: 'networkAclNotFound', networkAclId })
