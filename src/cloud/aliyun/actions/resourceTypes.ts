// What products call the kinds of things that have tags and stand in resource groups.

import type { LabelledKind } from '../../../service/labelled.ts'
import type { ErrorSpec } from '../error.ts'
import { choice, required } from '../fields.ts'

/** Null: a type of the real product of which there is nothing here. */
export type ResourceTypes = { readonly [type: string]: LabelledKind | null }

/** Prefix lists and port lists are an extension: the real product tags them only when they are made. */
export const ECS_TYPES = {
  instance: 'instance',
  securitygroup: 'securityGroup',
  eni: 'eni',
  prefixlist: 'prefixList',
  portrangelist: 'portList',
  disk: 'disk',
  keypair: 'keyPair',
  snapshot: null,
  image: null,
  volume: null,
  ddh: null,
  ddhcluster: null,
  launchtemplate: null,
  reservedinstance: null,
  snapshotpolicy: null,
  elasticityassurance: null,
  capacityreservation: null,
  command: null,
  invocation: null,
  activation: null,
  managedinstance: null,
} as const satisfies ResourceTypes

export const VPC_TYPES = {
  VPC: 'vpc',
  VSWITCH: 'vSwitch',
  EIP: 'eip',
  NETWORKACL: 'networkAcl',
  ROUTETABLE: null,
  VPNGATEWAY: null,
  NATGATEWAY: null,
  COMMONBANDWIDTHPACKAGE: null,
  PREFIXLIST: null,
  PUBLICIPADDRESSPOOL: null,
  IPV4GATEWAY: null,
  IPV6GATEWAY: null,
  TRAFFICMIRRORFILTER: null,
  TRAFFICMIRRORSESSION: null,
  FLOWLOG: null,
  HAVIP: null,
  DHCPOPTIONSSET: null,
  GATEWAYENDPOINT: null,
  IPV6ADDRESS: null,
} as const satisfies ResourceTypes

const NO_SUCH_TYPE: ErrorSpec = {
  status: 404,
  code: 'InvalidResourceType.NotFound',
  message: 'The ResourceType provided does not exist in our records.',
}
const MISSING_TYPE: ErrorSpec = {
  status: 404,
  code: 'MissingParameter.ResourceType',
  message: 'The parameter - ResourceType should not be null',
}

/** In any case; the type as the product writes it is handed on. */
export const resourceType = (types: ResourceTypes, malformed = NO_SUCH_TYPE, missing = MISSING_TYPE) => {
  const here = Object.keys(types).filter((type) => types[type] !== null)
  return required(
    choice(Object.keys(types), {
      about: `Type of the resources: ${here.join(', ')}; of other types there are none here.`,
      malformed,
    }),
    missing,
  )
}
