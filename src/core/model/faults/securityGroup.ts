// Faults of security groups, their rules and their members.

export type SecurityGroupFault = { readonly name: 'groupNotFound'; readonly groupId: string }
