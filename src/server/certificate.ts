// The server's own certificate authority and certificate, made on first start and renewed before they end.

import { createPrivateKey, createPublicKey, type webcrypto, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { dataFiles } from './config.ts'
import { keepPrivate, readIfThere } from './privateFile.ts'

export interface TlsMaterial {
  readonly key: string
  readonly certificate: string
  readonly ca: string
}

const DAY = 86_400_000
// Clients on macOS and iOS refuse longer-lived server certificates.
const LIFETIME = 825 * DAY

/** Key, certificate and CA for the names given; files that still fit are used again. */
export async function tlsMaterial(
  dataDir: string,
  names: readonly string[],
  now: number,
): Promise<TlsMaterial> {
  const files = dataFiles(dataDir)
  const [key, certificate, ca] = [files.serverKey, files.serverCertificate, files.ca].map(readIfThere)
  if (key !== undefined && certificate !== undefined && ca !== undefined && fits(certificate, names, now)) {
    return { key, certificate, ca }
  }
  // The key stays: joined hosts know the server by it.
  const made = await makeCertificates(names, now, key)
  keepPrivate(files.serverKey, made.key)
  keepPrivate(files.serverCertificate, made.certificate)
  keepPrivate(files.ca, made.ca)
  return made
}

function fits(pem: string, names: readonly string[], now: number): boolean {
  const certificate = new X509Certificate(pem)
  const covers = (name: string) =>
    (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined
  return Date.parse(certificate.validTo) - now > 30 * DAY && names.every(covers)
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

/** The CA's key is thrown away: nobody can ever sign another certificate that clients of `ca.pem` would trust. */
async function makeCertificates(
  names: readonly string[],
  now: number,
  kept: string | undefined,
): Promise<TlsMaterial> {
  // The library needs 100 ms to load and is needed once in two years.
  await import('reflect-metadata')
  const x509 = await import('@peculiar/x509')
  const algorithm = ALGORITHM
  const caKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const keys = await serverKeys(kept)
  const period = {
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + LIFETIME),
    signingAlgorithm: algorithm,
  }
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    ...period,
    name: 'CN=Menshen local CA',
    keys: caKeys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  })
  const certificate = await x509.X509CertificateGenerator.create({
    ...period,
    subject: 'CN=menshen',
    issuer: ca.subject,
    signingKey: caKeys.privateKey,
    publicKey: keys.publicKey,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const key = `-----BEGIN PRIVATE KEY-----\n${der.replace(/(.{64})/g, '$1\n').trimEnd()}\n-----END PRIVATE KEY-----\n`
  return { key, certificate: `${certificate.toString('pem')}\n`, ca: `${ca.toString('pem')}\n` }
}

async function serverKeys(kept: string | undefined): Promise<webcrypto.CryptoKeyPair> {
  if (kept === undefined) return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const secret = createPrivateKey(kept)
  const open = createPublicKey(kept)
  const spki = open.export({ type: 'spki', format: 'der' })
  const pkcs8 = secret.export({ type: 'pkcs8', format: 'der' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, true, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  }
}
