// The published examples of each signature, down to their last digit.

import { expect, test } from 'vitest'
import { canonicalRequest, digestOf, signTc3, signV1, stringToSign, stringToSignV1 } from './signature.ts'

// The escapes are part of what was sent.
const PAYLOAD = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
const SCOPE = { date: '2019-02-25', service: 'cvm' }
const TIMESTAMP = '1551113065'
const CONTENT_TYPE = ['content-type', 'application/json; charset=utf-8'] as const
const HOST = ['host', 'cvm.tencentcloudapi.com'] as const

const canonical = (...headers: (readonly [string, string])[]): string =>
  canonicalRequest({ method: 'POST', uri: '/', query: '', headers, payloadDigest: digestOf(PAYLOAD) })

test('TC3: the example of the documents, step by step (cloud.tencent.com/document/api/213/30654)', () => {
  const text = canonical(CONTENT_TYPE, HOST, ['x-tc-action', 'describeinstances'])
  expect(text).toBe(
    [
      'POST',
      '/',
      '',
      'content-type:application/json; charset=utf-8',
      'host:cvm.tencentcloudapi.com',
      'x-tc-action:describeinstances',
      '',
      'content-type;host;x-tc-action',
      '35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064',
    ].join('\n'),
  )
  const toSign = stringToSign(TIMESTAMP, SCOPE, text)
  expect(toSign).toBe(
    [
      'TC3-HMAC-SHA256',
      TIMESTAMP,
      '2019-02-25/cvm/tc3_request',
      '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    ].join('\n'),
  )
  // The documents mask the key and sign with the mask.
  expect(signTc3('*'.repeat(32), SCOPE, toSign)).toBe(
    '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  )
})

test.each([
  ['EXAMPLE', '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168'],
  ['*******', '2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c'],
])('TC3: the older example, which signs content type and host as the SDKs do, key …%s', (end, signature) => {
  const toSign = stringToSign(TIMESTAMP, SCOPE, canonical(CONTENT_TYPE, HOST))
  expect(toSign.split('\n')[3]).toBe('5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031')
  expect(signTc3(`Gu5t9xGARNpq86cd98joQYCN3${end}`, SCOPE, toSign)).toBe(signature)
})

test.each([
  ['EXAMPLE', 'EliP9YW3pW28FpsEdkXt/+WcGeI='],
  ['*******', 'zmmjn35mikh6pM3V7sUEuX4wyYM='],
])('v1: the example of the documents with HmacSHA1, key …%s', (end, signature) => {
  const secretId = `AKIDz8krbsJ5yKBZQpn74WFkmLPx3${end}`
  const text = stringToSignV1('GET', 'cvm.tencentcloudapi.com', '/', [
    ['Timestamp', '1465185768'],
    ['Version', '2017-03-12'],
    ['Action', 'DescribeInstances'],
    ['Signature', 'left out'],
    ['InstanceIds.0', 'ins-09dx96dg'],
    ['Limit', '20'],
    ['Nonce', '11886'],
    ['SecretId', secretId],
    ['Offset', '0'],
    ['Region', 'ap-guangzhou'],
  ])
  expect(text).toBe(
    'GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886' +
      `&Offset=0&Region=ap-guangzhou&SecretId=${secretId}&Timestamp=1465185768&Version=2017-03-12`,
  )
  expect(signV1(`Gu5t9xGARNpq86cd98joQYCN3${end}`, text, 'sha1')).toBe(signature)
})
