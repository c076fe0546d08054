// A light V1 client with kept connections, so that a measurement is about the server and not about an SDK.
import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export interface Key {
  readonly accessKeyId: string
  readonly accessKeySecret: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  // biome-ignore lint/suspicious/noExplicitAny: answers of forty actions, looked into by the one who asked
  readonly body: any
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)

export class SignedClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })
  readonly #endpoint: URL
  readonly #key: Key

  constructor(endpoint: string, key: Key) {
    this.#endpoint = new URL(endpoint)
    this.#key = key
  }

  async call(
    action: string,
    parameters: Readonly<Record<string, string>> = {},
    version = '2014-05-26',
  ): Promise<Answer> {
    const all: Record<string, string> = {
      Action: action,
      Version: version,
      Format: 'JSON',
      RegionId: 'cn-hangzhou',
      AccessKeyId: this.#key.accessKeyId,
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      SignatureNonce: randomUUID(),
      Timestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      ...parameters,
    }
    const query = Object.keys(all)
      .sort()
      .map((name) => `${encode(name)}=${encode(all[name] ?? '')}`)
      .join('&')
    const signature = createHmac('sha1', `${this.#key.accessKeySecret}&`)
      .update(`POST&%2F&${encode(query)}`)
      .digest('base64')
    return this.#post(`${query}&Signature=${encode(signature)}`)
  }

  close(): void {
    this.#agent.destroy()
  }

  #post(form: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        this.#endpoint,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(form),
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const body = JSON.parse(Buffer.concat(chunks).toString() || '{}')
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
          })
        },
      )
      sent.on('error', reject)
      sent.end(form)
    })
  }
}
