// Faults of instances and network interfaces.

export type InstanceFault = { readonly name: 'instanceNotFound'; readonly instanceId: string }
