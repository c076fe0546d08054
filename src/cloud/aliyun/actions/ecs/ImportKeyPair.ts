// Takes the public half of a key pair that its owner made.

import { addKeyPair } from '../../../../service/keyPair/addKeyPair.ts'
import { action } from '../../action.ts'
import { parsed, required } from '../../fields.ts'
import { readPublicKey } from '../../sshKeys.ts'
import { owner, regionId, resourceGroupId, tags } from '../fields.ts'
import { tagsOf } from '../tags.ts'
import { newKeyPairName } from './keyPairFields.ts'

export const ImportKeyPair = action({
  name: 'ImportKeyPair',
  product: 'Ecs',
  version: '2014-05-26',
  summary: 'Import the public key of an SSH key pair.',
  effect: 'write',
  permission: 'ecs:ImportKeyPair',
  input: {
    RegionId: regionId,
    KeyPairName: newKeyPairName,
    PublicKeyBody: required(
      parsed(
        'Public key in one line: ssh-rsa, ssh-dss, ecdsa-sha2-nistp256, -384, -521 or ssh-ed25519.',
        {
          status: 400,
          code: 'InvalidPublicKeyBody.Malformed',
          message: 'The specified parameter PublicKeyBody is not valid.',
        },
        readPublicKey,
      ),
    ),
    ResourceGroupId: resourceGroupId,
    Tag: tags,
    ...owner,
  },
  faults: ['keyPairExists', 'tooManyKeyPairs', 'resourceGroupNotFound'],
  missing: [],
  example: {
    RegionId: 'cn-hangzhou',
    KeyPairName: 'operator',
    PublicKeyBody:
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIuUDr8p1v49xAJ1Zqaav1GP5ES/J05L29VAj5g0unkJ operator',
  },
  run(call, parameters) {
    const pair = addKeyPair(call, {
      region: parameters.RegionId,
      name: parameters.KeyPairName,
      description: '',
      resourceGroupId: parameters.ResourceGroupId ?? '',
      tags: tagsOf(parameters.Tag),
      ...parameters.PublicKeyBody,
    })
    return { KeyPairName: pair.name, KeyPairFingerPrint: pair.fingerprint }
  },
})
