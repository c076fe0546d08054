// One rule as clients send it, and the two lists of a rule set.

import { choice, type Decoded, filled, ignored, integer, list, object, required } from '../fields.ts'
import { description, idField, malformed, outOfRange } from './fields.ts'

/** Empty texts and empty objects mean the same as nothing at all (tencent.md 7, 10). */
const fields = {
  PolicyIndex: integer({
    about: 'Place of the rule in its direction, from 0.',
    min: 0,
    range: outOfRange,
  }),
  Protocol: filled({ about: 'TCP, UDP, ICMP, ICMPv6, GRE or ALL; ALL when left out.' }),
  Port: filled({ about: '`80`, `80,443`, `8000-8010` or ALL; ALL when left out.' }),
  ServiceTemplate: object(
    {
      ServiceId: idField('ppm', 'Service template.'),
      ServiceGroupId: idField('ppmg', 'Service template group.'),
    },
    { about: 'Protocols and ports of a template, instead of Protocol and Port.' },
  ),
  CidrBlock: filled({ about: 'IPv4 block or address, or `MY_PUBLIC_IP`.' }),
  Ipv6CidrBlock: filled({ about: 'IPv6 block or address, or `MY_PUBLIC_IP`.' }),
  SecurityGroupId: idField('sg', 'Group whose members are meant; it may be the group itself.'),
  AddressTemplate: object(
    {
      AddressId: idField('ipm', 'Address template.'),
      AddressGroupId: idField('ipmg', 'Address template group.'),
    },
    { about: 'Addresses of a template.' },
  ),
  Action: choice(['ACCEPT', 'DROP'], { about: 'ACCEPT or DROP.' }),
  PolicyDescription: description('Description, up to 100 characters.'),
  ModifyTime: ignored('Set by the server.'),
  Priority: integer({ about: 'Place counted from 1, where rules are moved.', min: 1, range: outOfRange }),
  Diff: ignored('Comes in answers.', 'boolean'),
}

export const policy = object(fields, { about: 'One rule.' })
export type Policy = Decoded<typeof fields>

const setFields = {
  Version: filled({
    about: 'Version of the rules that the caller has seen.',
    check: /^\d{1,15}$/,
    invalid: malformed,
  }),
  Ingress: list(policy, { about: 'Rules for what comes in.' }),
  Egress: list(policy, { about: 'Rules for what goes out.' }),
  PolicyStatistics: ignored('Comes in answers.', 'object'),
}

export type PolicySet = Decoded<typeof setFields>
export const optionalPolicySet = object(setFields, { about: 'Rules by direction.' })
export const policySet = required(optionalPolicySet)
