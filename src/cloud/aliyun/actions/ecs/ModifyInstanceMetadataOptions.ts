// Says how the metadata service answers an instance.

import { modifyInstance } from '../../../../service/instance/modify.ts'
import { action } from '../../action.ts'
import { choice, integer, required } from '../../fields.ts'
import { owner, regionId } from '../fields.ts'
import { instanceId } from './instanceFields.ts'

const bad = (code: string, message: string) => ({ status: 400, code, message })

export const ModifyInstanceMetadataOptions = action({
  name: 'ModifyInstanceMetadataOptions',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Change the metadata options of an instance.',
  effect: 'write',
  permission: 'ecs:ModifyInstanceMetadataOptions',
  input: {
    RegionId: regionId,
    InstanceId: instanceId,
    HttpEndpoint: required(
      choice(['enabled', 'disabled'], {
        about: 'Whether the metadata service answers.',
        malformed: bad(
          'InvalidHttpEndpoint.NotSupported',
          'The specified HttpEndpoint not supported, you can use enabled(default) or disabled.',
        ),
      }),
    ),
    HttpTokens: choice(['optional', 'required'], {
      about: 'Whether metadata needs a token.',
      malformed: bad(
        'InvalidHttpTokens.NotSupported',
        'The specified HttpTokens not supported, you can use optional(default) or required.',
      ),
    }),
    HttpPutResponseHopLimit: integer({
      about: 'How far token answers travel, 1 to 64.',
      min: 1,
      max: 64,
      malformed: bad(
        'InvalidHttpPutResponseHopLimit.NotSupported',
        'The specified HttpPutResponseHopLimit not supported, more than 1 and less than 64 is reasonable.',
      ),
    }),
    InstanceMetadataTags: choice(['enabled', 'disabled'], { about: 'Whether tags are shown.' }),
    ...owner,
  },
  faults: ['instanceNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    InstanceId: 'i-bp1example',
    HttpEndpoint: 'enabled',
    HttpTokens: 'required',
  },
  run(call, parameters) {
    const { HttpEndpoint, HttpTokens, HttpPutResponseHopLimit, InstanceMetadataTags } = parameters
    modifyInstance(call, {
      instanceId: parameters.InstanceId,
      region: parameters.RegionId,
      metadata: {
        endpoint: HttpEndpoint,
        ...(HttpTokens === undefined ? {} : { tokens: HttpTokens }),
        ...(HttpPutResponseHopLimit === undefined ? {} : { hopLimit: HttpPutResponseHopLimit }),
        ...(InstanceMetadataTags === undefined ? {} : { tags: InstanceMetadataTags === 'enabled' }),
      },
    })
    return {}
  },
})
