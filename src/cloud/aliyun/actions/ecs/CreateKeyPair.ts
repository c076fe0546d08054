// Makes a key pair; its private half is in this answer and nowhere else.

import { addKeyPair } from '../../../../service/keyPair/addKeyPair.ts'
import { action } from '../../action.ts'
import { makeKeyPair, type WholeKey } from '../../sshKeys.ts'
import { owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { newKeyPairName } from './keyPairFields.ts'

export const CreateKeyPair = action({
  name: 'CreateKeyPair',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Create an SSH key pair.',
  effect: 'write',
  permission: 'ecs:CreateKeyPair',
  input: {
    RegionId: regionId,
    KeyPairName: newKeyPairName,
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ...owner,
  },
  faults: ['keyPairExists', 'tooManyKeyPairs', 'resourceGroupNotFound'],
  missing: [],
  example: { RegionId: 'cn-hangzhou', KeyPairName: 'operator' },
  prepare: makeKeyPair,
  run(call, parameters, _host, prepared) {
    const { privateKey, publicKey, fingerprint } = prepared as WholeKey
    const pair = addKeyPair(call, {
      region: parameters.RegionId,
      name: parameters.KeyPairName,
      description: '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      publicKey,
      fingerprint,
    })
    return {
      KeyPairId: pair.shownId,
      KeyPairName: pair.name,
      KeyPairFingerPrint: pair.fingerprint,
      PrivateKeyBody: privateKey,
    }
  },
})
