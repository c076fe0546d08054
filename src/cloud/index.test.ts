// Which cloud answers a request that several could be asked.

import { expect, test } from 'vitest'
import { openStore } from '../store/index.ts'
import type { CloudRequest, Dialect } from './dialect.ts'
import { createClouds, oneOf } from './index.ts'

const request = (url: string): CloudRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: Buffer.alloc(0),
  tls: false,
})

const speaking = (cloud: string): Dialect => ({
  cloud,
  matches: ({ url }) => url.includes(cloud),
  handle: async () => ({ status: 200, headers: {}, body: cloud, action: 'unknown', code: 'OK' }),
})

test('the cloud whose manner of speech it is answers, else the first', async () => {
  const both = oneOf([speaking('a'), speaking('b')])
  const bodyOf = async (url: string) => (await both.handle(request(url))).body
  expect([await bodyOf('/b'), await bodyOf('/a'), await bodyOf('/x')]).toEqual(['b', 'a', 'a'])
  expect([both.matches(request('/b')), both.matches(request('/x'))]).toEqual([true, false])
})

test('Alibaba and Tencent are among them', async () => {
  const options = {
    store: await openStore('memory:'),
    now: () => 0,
    ids: { next: () => 'x' },
    log: { info: () => {}, error: () => {} },
  }
  const clouds = createClouds({ aliyun: options, tencent: options })
  expect((await clouds.handle(request('/?Action=DescribeRegions&AccessKeyId='))).code).toBe(
    'MissingAccessKeyId',
  )
  expect((await clouds.handle(request('/?Action=DescribeRegions&Nonce=1'))).code).toBe('MissingParameter')
  const matching = ['/?AccessKeyId=x', '/?SecretId=x', '/?x=1'].map((url) => clouds.matches(request(url)))
  expect(matching).toEqual([true, true, false])
})
