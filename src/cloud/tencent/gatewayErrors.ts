// Errors that a request can end in before any action runs (Tencent Cloud API 3.0, common error codes).

import { type ErrorSpec, spec } from './error.ts'

export const WRONG_METHOD = spec(
  'UnsupportedProtocol',
  'HTTP(S)请求协议错误，只支持 GET 和 POST 请求。',
  'The HTTP method is not supported: only GET and POST are.',
)

export const TOO_LARGE = spec(
  'RequestSizeLimitExceeded',
  '请求包超过限制大小。',
  'The request is larger than the limit.',
)

export const NOT_JSON = spec(
  'InvalidParameter',
  '请求体不是合法的 JSON 对象。',
  'The request body is not a JSON object.',
)

export const BAD_ESCAPES = spec(
  'InvalidParameter',
  '请求参数的编码不正确。',
  'The parameters are not properly percent-encoded.',
)

export const TOO_MANY_PARAMETERS = spec(
  'InvalidParameter',
  '请求参数过多。',
  'The request has too many parameters.',
)

export const WRONG_CONTENT = spec(
  'UnsupportedProtocol',
  'Content-Type 不支持，应为 application/json 或 application/x-www-form-urlencoded。',
  'The Content-Type is not supported: expected application/json or application/x-www-form-urlencoded.',
)

export const INVALID_AUTHORIZATION = spec(
  'AuthFailure.InvalidAuthorization',
  '请求头部的 Authorization 不符合腾讯云标准。',
  'The Authorization header does not have the form that is expected.',
)

export const INVALID_SECRET_ID = spec(
  'AuthFailure.InvalidSecretId',
  '密钥非法（不是云 API 密钥类型）。',
  'The SecretId is not that of a cloud API key.',
)

export const SECRET_ID_NOT_FOUND = spec(
  'AuthFailure.SecretIdNotFound',
  '密钥不存在，请检查密钥是否已被删除或者禁用，并确认密钥填写正确，前后没有空格。',
  'The SecretId does not exist: it may have been deleted or disabled, or carry a space.',
)

export const SIGNATURE_EXPIRED = spec(
  'AuthFailure.SignatureExpire',
  '签名过期：Timestamp 和服务器时间相差不得超过五分钟，请检查本地时间是否和标准时间同步。',
  'The signature has expired: the timestamp is more than five minutes off the time of the server.',
)

export const SIGNATURE_FAILURE = spec(
  'AuthFailure.SignatureFailure',
  '签名错误：签名计算错误，请对照签名方法文档检查签名计算过程。',
  'The signature does not match the request.',
)

export const TOKEN_FAILURE = spec('AuthFailure.TokenFailure', 'token 错误。', 'The token is not valid.')

export const NO_SUCH_VERSION = spec(
  'NoSuchVersion',
  '接口版本不存在。',
  'There is no such version of the interface.',
)

export const noSuchAction = (name: string): ErrorSpec =>
  spec(
    'InvalidAction',
    `接口不存在：当前版本没有 \`${name}\`。`,
    `There is no action \`${name}\` in this version.`,
  )

export const missing = (name: string): ErrorSpec =>
  spec('MissingParameter', `缺少参数 \`${name}\`。`, `The request is missing the parameter \`${name}\`.`)

export const wrongType = (name: string): ErrorSpec =>
  spec(
    'InvalidParameter',
    `参数 \`${name}\` 的类型不正确。`,
    `The value type of parameter \`${name}\` is not valid.`,
  )

export const invalid = (name: string): ErrorSpec =>
  spec(
    'InvalidParameterValue',
    `参数 \`${name}\` 的取值不正确。`,
    `The value of parameter \`${name}\` is not valid.`,
  )

/** `guess`: a parameter that may have been meant. */
export const unknownParameter = (name: string, guess: string | undefined): ErrorSpec =>
  guess === undefined
    ? spec(
        'UnknownParameter',
        `未知参数 \`${name}\`，用户多传未定义的参数会导致错误。`,
        `The parameter \`${name}\` is not known.`,
      )
    : spec(
        'UnknownParameter.WithGuess',
        `未知参数 \`${name}\`，是否应为 \`${guess}\`？`,
        `The parameter \`${name}\` is not known: is \`${guess}\` meant?`,
      )

export const unsupportedRegion = (region: string): ErrorSpec =>
  spec('UnsupportedRegion', `接口不支持地域 \`${region}\`。`, `The region \`${region}\` is not supported.`)

export const INTERNAL = spec('InternalError', '内部错误。', 'An internal error has occurred.')
