// The forms of names, host names, passwords and user data of instances.

import { refuse } from '../../fields.ts'
import { isEcsName } from '../fields.ts'

/** Like other names of Ecs, and may hold one `[begin,digits]` for batches. */
export const isInstanceName = (name: string): boolean =>
  isEcsName(name.replace(/\[\d{0,6}(,\d?)?\]/, '0')) && [...name].length <= 128

/** 2 to 128, a letter of any script first; digits, `:`, `_` and `-`. */
export const isKeyPairName = (name: string): boolean => isEcsName(name) && !name.includes('.')

const LABEL = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/

/** Labels between periods; neither periods nor hyphens at an end or next to each other. */
export function isHostName(name: string): boolean {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the cloud's own placeholder
  const plain = name.replace('${instance_id}', 'i-0').replace(/\[\d{0,6}(,\d?)?\]/, '0')
  return plain.length >= 2 && plain.length <= 64 && plain.split('.').every((label) => LABEL.test(label))
}

const SPECIAL = '()`~!@#$%^&*-_+=|{}[]:;\'<>,.?/\\"'

/** 8 to 30 characters of three kinds at least. */
export function isPassword(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(password)).length
  const rest = [...password].filter((character) => !/[A-Za-z0-9]/.test(character))
  const special = rest.length > 0 ? 1 : 0
  const length = password.length >= 8 && password.length <= 30
  return length && rest.every((character) => SPECIAL.includes(character)) && kinds + special >= 3
}

const MAX_USER_DATA = 32 * 1024

/** As given; refused when it is no Base64 or too long. */
export function checkedUserData(text: string | undefined): string {
  if (text === undefined) return ''
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) {
    refuse({
      status: 400,
      code: 'InvalidUserData.Base64FormatInvalid',
      message: 'The specified parameter UserData must be base64 encoded.',
    })
  }
  if (Buffer.byteLength(text, 'base64') > MAX_USER_DATA) {
    refuse({
      status: 400,
      code: 'InvalidUserData.SizeExceeded',
      message: 'The specified parameter UserData exceeds the size.',
    })
  }
  return text
}
