// Both signatures against published values and against the rules they are built from.

import { createHash, createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  canonicalRequestV3,
  digestOf,
  percentEncode,
  sameSignature,
  signV1,
  signV3,
  stringToSignV1,
  stringToSignV3,
} from './signature.ts'

test('escaping follows RFC 3986', () => {
  expect(percentEncode("AZaz09-_.~ *+!'()/&=中")).toBe('AZaz09-_.~%20%2A%2B%21%27%28%29%2F%26%3D%E4%B8%AD')
})

describe('V1', () => {
  // Published in the manual of Ecs, "request signature".
  const published = {
    Action: 'DescribeRegions',
    Format: 'XML',
    AccessKeyId: 'testid',
    SignatureMethod: 'HMAC-SHA1',
    SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    SignatureVersion: '1.0',
    Timestamp: '2016-02-23T12:46:24Z',
    Version: '2014-05-26',
  }

  test('gives the published signature', () => {
    const stringToSign = stringToSignV1('GET', Object.entries(published))
    expect(signV1('testsecret', stringToSign)).toBe('OLeaidS1JvxuMvnyHOwuJ+uX5qY=')
  })

  test('does not depend on the order, leaves out the signature, takes in empty values', () => {
    const stringToSign = stringToSignV1('GET', Object.entries(published))
    const shuffled = [...Object.entries(published).reverse(), ['Signature', 'x'] as const]
    expect(stringToSignV1('GET', shuffled)).toBe(stringToSign)
    expect(stringToSignV1('POST', shuffled)).not.toBe(stringToSign)
    expect(stringToSignV1('GET', [...shuffled, ['SignatureType', '']])).not.toBe(stringToSign)
  })
})

describe('V3', () => {
  // From the manual of the signature "V3", with its own example key and request.
  const headers = new Map([
    ['host', 'ecs.cn-shanghai.aliyuncs.com'],
    ['x-acs-action', 'RunInstances'],
    ['x-acs-content-sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['x-acs-date', '2023-10-26T10:22:32Z'],
    ['x-acs-signature-nonce', '3156853299f313e23d1673dc12e1703d'],
    ['x-acs-version', '2014-05-26'],
  ])
  const request = {
    method: 'POST',
    query: [
      ['RegionId', 'cn-shanghai'],
      ['ImageId', 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd'],
    ] as const,
    headers,
    signedHeaders: [...headers.keys()],
    bodyDigest: digestOf(''),
  }

  test('builds the published canonical request, string to sign and signature', () => {
    const canonical = canonicalRequestV3(request)
    expect(canonical).toBe(
      [
        'POST',
        '/',
        'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
        'host:ecs.cn-shanghai.aliyuncs.com',
        'x-acs-action:RunInstances',
        'x-acs-content-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'x-acs-date:2023-10-26T10:22:32Z',
        'x-acs-signature-nonce:3156853299f313e23d1673dc12e1703d',
        'x-acs-version:2014-05-26',
        '',
        'host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version',
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      ].join('\n'),
    )
    expect(stringToSignV3(canonical)).toBe(
      'ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
    )
    expect(signV3('YourAccessKeySecret', stringToSignV3(canonical))).toBe(
      '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
    )
  })

  test('the key is the secret itself, the digest that of the canonical request', () => {
    const canonical = canonicalRequestV3(request)
    const digest = createHash('sha256').update(canonical).digest('hex')
    const mac = createHmac('sha256', 's').update(`ACS3-HMAC-SHA256\n${digest}`).digest('hex')
    expect(signV3('s', stringToSignV3(canonical))).toBe(mac)
  })
})

test('signatures are the same only when all of them is', () => {
  expect(sameSignature('abc', 'abc')).toBe(true)
  expect(sameSignature('abd', 'abc')).toBe(false)
  expect(sameSignature('ab', 'abc')).toBe(false)
  expect(sameSignature('', 'abc')).toBe(false)
})
