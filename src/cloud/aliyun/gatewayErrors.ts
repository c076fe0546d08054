// What the gateway refuses before any action runs: wrong form, unknown sender, unknown action. Documentation lists them all.

import type { ErrorSpec } from './error.ts'

export const missing = (parameter: string): ErrorSpec => ({
  status: 400,
  code: `Missing${parameter}`,
  message: `${parameter} is mandatory for this action.`,
})

export const incomplete = (what: string): ErrorSpec => ({
  status: 400,
  code: 'IncompleteSignature',
  message: `The request signature does not conform to Aliyun standards: ${what}.`,
})

/** Keeps a large request from coming back larger still. */
const ECHO = 16_384

/** The Go SDK takes what stands behind `server string to sign is:` and compares it with its own. */
export const mismatch = (stringToSign: string, canonicalRequest?: string): ErrorSpec => {
  const detail =
    canonicalRequest === undefined ? '' : ` server canonical request is:${canonicalRequest.slice(0, ECHO)}`
  return {
    status: 400,
    code: 'SignatureDoesNotMatch',
    message:
      `Specified signature is not matched with our calculation.${detail}` +
      ` server string to sign is:${stringToSign.slice(0, ECHO)}`,
  }
}

export const BODY: ErrorSpec = {
  status: 400,
  code: 'SignatureDoesNotMatch',
  message:
    'Specified signature is not matched with our calculation: x-acs-content-sha256 is not that of the body.',
}

export const METHOD: ErrorSpec = {
  status: 400,
  code: 'InvalidSignatureMethod',
  message: 'Specified signature method is not valid.',
}

export const VERSION: ErrorSpec = {
  status: 400,
  code: 'InvalidSignatureVersion',
  message: 'Specified signature version is not valid.',
}

export const KEY_NOT_FOUND: ErrorSpec = {
  status: 404,
  code: 'InvalidAccessKeyId.NotFound',
  message: 'Specified access key is not found.',
}

export const KEY_INACTIVE: ErrorSpec = {
  status: 400,
  code: 'InvalidAccessKeyId.Inactive',
  message: 'Specified access key is disabled.',
}

export const TOKEN_MISSING: ErrorSpec = {
  status: 400,
  code: 'MissingSecurityToken',
  message: 'SecurityToken is mandatory for this access key.',
}

export const TOKEN_EXPIRED: ErrorSpec = {
  status: 400,
  code: 'InvalidSecurityToken.Expired',
  message: 'Specified SecurityToken is expired.',
}

export const TOKEN: ErrorSpec = {
  status: 400,
  code: 'InvalidSecurityToken.MismatchWithAccessKey',
  message: 'Specified SecurityToken mismatch with the AccessKey.',
}

export const TIME_FORMAT: ErrorSpec = {
  status: 400,
  code: 'InvalidTimeStamp.Format',
  message: 'Specified time stamp or date value is not well formatted.',
}

export const TIME_EXPIRED: ErrorSpec = {
  status: 400,
  code: 'InvalidTimeStamp.Expired',
  message: 'Specified time stamp or date value is expired.',
}

export const NONCE_MALFORMED: ErrorSpec = {
  status: 400,
  code: 'InvalidSignatureNonce',
  message: 'Specified signature nonce is not valid.',
}

export const NONCE_USED: ErrorSpec = {
  status: 400,
  code: 'SignatureNonceUsed',
  message: 'Specified signature nonce was used already.',
}

export const WRONG_METHOD: ErrorSpec = {
  status: 400,
  code: 'UnsupportedHTTPMethod',
  message: 'This http method is not supported: use GET or POST.',
}

export const WRONG_CONTENT: ErrorSpec = {
  status: 400,
  code: 'InvalidParameter',
  message: 'A request body must be of the type application/x-www-form-urlencoded.',
}

export const WRONG_FORMAT: ErrorSpec = {
  status: 400,
  code: 'InvalidParameter.Format',
  message: 'Specified parameter Format is not valid: only XML and JSON are.',
}

export const TOO_LARGE: ErrorSpec = {
  status: 413,
  code: 'RequestEntityTooLarge',
  message: 'The request body is too large.',
}

export const NO_SUCH_API: ErrorSpec = {
  status: 404,
  code: 'InvalidApi.NotFound',
  message: 'Specified api is not found, please check your url and method.',
}

export const NO_SUCH_ACTION: ErrorSpec = {
  status: 404,
  code: 'InvalidAction.NotFound',
  message: 'Specified api is not found, please check your url and method.',
}

export const NO_SUCH_PRODUCT: ErrorSpec = {
  status: 404,
  code: 'InvalidProduct.NotFound',
  message: 'Specified product is not found: no product here has the given Version.',
}

export const WRONG_VERSION: ErrorSpec = {
  status: 400,
  code: 'InvalidVersion',
  message: 'Specified parameter Version is not valid.',
}

export const TOO_MANY_PARAMETERS: ErrorSpec = {
  status: 400,
  code: 'InvalidParameter',
  message: 'The request has too many parameters: at most 5000 are taken.',
}

export const INTERNAL: ErrorSpec = {
  status: 500,
  code: 'InternalError',
  message: 'The request processing has failed due to some unknown error.',
}
