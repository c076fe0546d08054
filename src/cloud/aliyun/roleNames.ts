// Names of roles over all accounts: `acs:ram::123456789:role/reader`.

export const roleArn = (accountId: string, name: string): string => `acs:ram::${accountId}:role/${name}`

export function parseRoleArn(arn: string): { readonly accountId: string; readonly name: string } | undefined {
  const [, accountId = '', name = ''] = /^acs:ram::(\d{1,32}):role\/([A-Za-z0-9.-]{1,64})$/.exec(arn) ?? []
  return name === '' ? undefined : { accountId, name }
}
